import FoundationEssentials

extension ReceiptEvent {
  private struct Fields: Codable, Versioned {
    var v: Int64
    var user: String
    var channel: String
    var seq: Int64
    var epoch: Int64?
    var unread: Bool?
  }

  /// Reads the value of a record.
  /// - Throws: `Rejection` for anything that is not a receipt of version 1 within the bounds.
  public init(json bytes: [UInt8]?) throws(Rejection) {
    let fields: Fields
    if let bytes, let plain = Self.plain(bytes) {
      fields = plain
    } else {
      fields = try EventJSON.decode(Fields.self, from: bytes)
    }
    guard let user = UserID(fields.user) else { throw .unknownUser(fields.user) }
    guard let channel = ChannelID(fields.channel) else { throw .unknownChannel(fields.channel) }
    try self.init(
      UserChannel(user, channel), fields.unread == true ? .unread : .read,
      seq: fields.seq, epoch: fields.epoch ?? 0)
  }

  /// The fields of a receipt of this version that is written plainly, as most are.
  private static func plain(_ bytes: [UInt8]) -> Fields? {
    guard bytes.count <= EventFormat.mostEventBytes, let scanner = ReceiptScanner(bytes),
      let version = scanner.version, version == EventFormat.version, let user = scanner.user,
      let channel = scanner.channel, let seq = scanner.seq
    else { return nil }
    return Fields(
      v: version, user: user, channel: channel, seq: seq, epoch: scanner.epoch, unread: scanner.isUnread)
  }

  /// The value of the record, its keys in alphabetical order.
  ///
  /// Written without a general encoder, which takes some ten times as long: handles and numbers need no escaping.
  public var json: [UInt8] {
    let (user, channel) = (key.user.rawValue, key.channel.rawValue)
    guard Handle.isPlain(user), Handle.isPlain(channel) else {
      return EventJSON.encode(
        Fields(
          v: Int64(EventFormat.version), user: user, channel: channel, seq: seq,
          epoch: epoch == 0 ? nil : epoch,
          unread: kind == .unread ? true : nil))
    }
    var text = "{\"channel\":\"\(channel)\""
    if epoch != 0 { text += ",\"epoch\":\(epoch)" }
    text += ",\"seq\":\(seq)"
    if kind == .unread { text += ",\"unread\":true" }
    text += ",\"user\":\"\(user)\",\"v\":\(EventFormat.version)}"
    return Array(text.utf8)
  }
}
