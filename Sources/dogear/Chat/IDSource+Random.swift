import ChatClient

extension IDSource {
  /// A source of ids with 128 random bits: no other run has them.
  static func random() -> IDSource {
    IDSource(
      session: String(UInt64.random(in: .min ... .max), radix: 36)
        + String(UInt64.random(in: .min ... .max), radix: 36))
  }
}
