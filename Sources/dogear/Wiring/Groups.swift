/// The consumer groups of the server's roles.
enum Groups {
  static let messages = "dogear.messages"
  static let receipts = "dogear.receipts"
}
