/// What all events share: the version in the field `v`, and the bounds of what is accepted.
public enum EventFormat {
  /// The version that is written, and the only one that is read.
  public static let version = 1
  /// The longest message text, in bytes of UTF-8.
  ///
  /// A screenful or three; more belongs into a document.
  public static let mostBodyBytes = 8_192
  /// The longest event that is looked at, in bytes: a body in which every byte is escaped, and its envelope.
  public static let mostEventBytes = 64 * 1_024
  /// The longest client id, in bytes.
  public static let mostClientIDBytes = 64
}
