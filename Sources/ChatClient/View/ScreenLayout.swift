import Canvas

/// Which part of the screen is where, at any size.
struct ScreenLayout: Hashable, Sendable {
  enum Form: Hashable, Sendable {
    /// A box with the channel list and the conversation.
    case full
    /// A box with the conversation only.
    case narrow
    /// The conversation only.
    case compact
    /// Words.
    case tooSmall
  }

  static let leastSize = Size(width: 12, height: 3)

  let form: Form
  /// The box; empty without one.
  let box: Rect
  let list: Rect
  /// The column between the list and the conversation.
  let separator: Rect
  let header: Rect
  let pane: Rect
  /// One row between the messages and what is being written.
  let info: Rect
  let composer: Rect

  /// - Parameter composerRows: How many rows the text being written would like to have in a width.
  init(_ size: Size, composerRows: (Int) -> Int) {
    let screen = Rect(size: size)
    form = Self.form(size)
    box = form == .full || form == .narrow ? screen : Rect(x: 0, y: 0, width: 0, height: 0)
    var rest = form == .tooSmall ? Rect(x: 0, y: 0, width: 0, height: 0) : box.isEmpty ? screen : box.inset()
    (list, rest) = rest.splitLeft(form == .full ? min(30, max(20, size.width / 5)) : 0)
    (separator, rest) = rest.splitLeft(form == .full ? 1 : 0)
    // A column of air on both sides of the conversation, where there is a border.
    if form != .compact { rest = rest.inset(horizontal: 1) }
    let height = rest.height
    (header, rest) = rest.splitTop(1)
    let rows = height < 4 ? 0 : max(1, min(composerRows(rest.width), height / 4))
    (composer, rest) = rest.splitBottom(rows)
    (info, pane) = rest.splitBottom(height < 6 ? 0 : 1)
  }

  private static func form(_ size: Size) -> Form {
    if size.width < leastSize.width || size.height < leastSize.height { return .tooSmall }
    if size.width < 30 || size.height < 8 { return .compact }
    return size.width < 64 ? .narrow : .full
  }
}
