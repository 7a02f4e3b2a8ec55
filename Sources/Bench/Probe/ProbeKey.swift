/// A key to press.
public struct ProbeKey: Sendable, Equatable {
  /// What the keyboard sends.
  public let bytes: [UInt8]
  /// The byte that the key shows as, if nothing else on the screen does; `nil` for keys that show as none.
  public let echo: UInt8?

  /// Creates a key.
  public init(bytes: [UInt8], echo: UInt8? = nil) {
    self.bytes = bytes
    self.echo = echo
  }

  /// A letter that is rare in messages and in escape sequences, so that its echo stands out.
  public static let tilde = ProbeKey(bytes: [UInt8(ascii: "~")], echo: UInt8(ascii: "~"))
  /// Takes a letter away; what programs write then differs.
  public static let backspace = ProbeKey(bytes: [0x7F])
}
