import FoundationEssentials

/// The event "user U has read channel C up to seq S": the value of a record in `dogear.receipts`, keyed by user.
///
///     {"v":1,"user":"alice","channel":"incidents","seq":42,"epoch":0}
///     {"v":1,"user":"alice","channel":"incidents","seq":40,"epoch":1,"unread":true}
///
/// | field | meaning |
/// |---|---|
/// | `v` | version, 1 |
/// | `user` | handle of a member |
/// | `channel` | handle of the channel |
/// | `seq` | 1 … the channel's head: read up to here, or the first message marked as unread |
/// | `epoch` | how often this channel was marked unread; may be left out as long as it never was |
/// | `unread` | `true` to mark message `seq` and all after it as unread; `epoch` is then the new one |
///
/// A receipt of an earlier epoch moves the position that others see and leaves what was marked unread. Who leaves the epoch
/// out does not say that this is meant, so such a receipt is rejected once the channel has been marked: joined into the
/// epoch of the moment instead, a repeat of it would take back a mark that came later.
public struct ReceiptEvent: Hashable, Sendable {
  /// What a receipt says of the seq.
  public enum Kind: Hashable, Sendable {
    /// Everything up to the seq is read.
    case read
    /// The seq and everything after it is unread.
    case unread
  }

  /// Who, and where.
  public let key: UserChannel
  /// Read or marked unread.
  public let kind: Kind
  /// Up to, or from, here.
  public let seq: Seq
  /// The epoch that the marker is joined in.
  public let epoch: Int64
  /// Whether the event says so, and does not leave it to be 0.
  public let namesEpoch: Bool

  /// Creates a receipt.
  /// - Parameter named: The epoch, or nil to leave it out.
  /// - Throws: `Rejection` when the seq or the epoch is out of bounds, or when a mark as unread opens no epoch.
  public init(_ key: UserChannel, _ kind: Kind, seq: Seq, epoch named: Int64?) throws(Rejection) {
    let epoch = named ?? 0
    guard seq.isMessageSeq else { throw .seqOutOfRange(seq) }
    guard (0...ReadMarker.mostEpoch).contains(epoch) else { throw .epochOutOfRange(epoch) }
    guard kind == .read || epoch > 0 else { throw .epochMissing(current: nil) }
    namesEpoch = named != nil
    self.key = key
    self.kind = kind
    self.seq = seq
    self.epoch = epoch
  }

  /// The constant that this event joins into what the user has read.
  public var delta: ReadState {
    switch kind {
    case .read: .read(seq, epoch: epoch)
    case .unread: .markedUnread(seq, epoch: epoch)
    }
  }
}

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
    let fields = try EventJSON.decode(Fields.self, from: bytes, plainly: Self.plain)
    guard let user = UserID(fields.user) else { throw .unknownUser(fields.user) }
    guard let channel = ChannelID(fields.channel) else { throw .unknownChannel(fields.channel) }
    try self.init(
      UserChannel(user, channel), fields.unread == true ? .unread : .read,
      seq: fields.seq, epoch: fields.epoch)
  }

  /// The fields of a receipt that is written plainly, as most are.
  private static func plain(_ bytes: [UInt8]) -> Fields? {
    guard let scanner = ReceiptScanner(bytes), let version = scanner.version, let user = scanner.user,
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
          epoch: namesEpoch ? epoch : nil,
          unread: kind == .unread ? true : nil))
    }
    var text = "{\"channel\":\"\(channel)\""
    if namesEpoch { text += ",\"epoch\":\(epoch)" }
    text += ",\"seq\":\(seq)"
    if kind == .unread { text += ",\"unread\":true" }
    text += ",\"user\":\"\(user)\",\"v\":\(EventFormat.version)}"
    return Array(text.utf8)
  }
}
