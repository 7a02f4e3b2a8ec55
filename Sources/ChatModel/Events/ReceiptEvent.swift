/// The event "user U has read channel C up to seq S": the value of a record in `dogear.receipts`, keyed by user.
///
///     {"v":1,"user":"alice","channel":"incidents","seq":42}
///     {"v":1,"user":"alice","channel":"incidents","seq":40,"epoch":1,"unread":true}
///
/// | field | meaning |
/// |---|---|
/// | `v` | version, 1 |
/// | `user` | handle of a member |
/// | `channel` | handle of the channel |
/// | `seq` | 1 … the channel's head: read up to here, or the first message marked as unread |
/// | `epoch` | how often this channel was marked unread; 0 if left out |
/// | `unread` | `true` to mark message `seq` and all after it as unread; `epoch` is then the new one |
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

  /// Creates a receipt.
  /// - Throws: `Rejection` when the seq or the epoch is out of bounds.
  public init(_ key: UserChannel, _ kind: Kind, seq: Seq, epoch: Int64) throws(Rejection) {
    guard seq.isMessageSeq else { throw .seqOutOfRange(seq) }
    guard (0...ReadMarker.mostEpoch).contains(epoch) else { throw .epochOutOfRange(epoch) }
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
