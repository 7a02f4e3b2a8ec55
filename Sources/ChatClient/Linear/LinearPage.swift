import Canvas

/// Lines to print, and what they show.
public struct LinearPage: Sendable, Equatable {
  /// The most characters of a line: a message has no more than 8,192 bytes.
  static let width = 10_000

  /// Without line ends; harmless, whatever they tell of.
  public let lines: [String]
  /// What to post as `drawn` once they are printed.
  public let visible: Visible

  /// - Parameter lines: Anything.
  init(_ lines: [String], _ visible: Visible) {
    self.lines = lines.map { Sanitizer.line($0, limit: Self.width) }
    self.visible = visible
  }
}
