import ChatClient
import ChatModel
import Crowd

/// A reader at one terminal: what it looks at, and the client's own read tracking and outbox.
///
/// Nothing here decides what is read or when a receipt goes out: the tracker and the outbox are those of `dogear chat`.
/// The reader only scrolls, and opens the next channel when it has come to the end of one.
struct Reader: Sendable {
  let user: Int32
  /// From 0 to 1: readers come in this order and go in the opposite one.
  let rank: Double
  var tracker = ReadTracker()
  var outbox: ReceiptOutbox
  /// Since when each channel has had something to be sent that no receipt under way says.
  var waiting: [ChannelID: Duration] = [:]
  /// When the last receipts were due.
  var lastDue: Duration?
  /// The membership of the open channel; `nil` while the reader is away.
  var open: Int32?
  /// The bottom-most message in view.
  var bottom: Seq = 0
  var nextScroll: Duration?
  /// When it comes or goes next.
  var nextSwitch: Duration?

  init(user: Int32, rank: Double, id: UserID) {
    self.user = user
    self.rank = rank
    outbox = ReceiptOutbox(user: id)
  }

  var isPresent: Bool { open != nil }

  /// When a receipt that goes out now was due: once the reading was, and the client's own spacing had passed.
  ///
  /// That it waited for an acknowledgement meanwhile, or failed, is the system's doing and counts.
  mutating func due(_ receipt: ReceiptEvent, at now: Duration) -> Duration {
    let spaced = lastDue.map { $0 + ReceiptOutbox.spacing } ?? .zero
    return min(now, max(waiting.removeValue(forKey: receipt.key.channel) ?? now, spaced))
  }

  /// When something happens here next by itself.
  var deadline: Duration? {
    [nextScroll, nextSwitch, isPresent ? tracker.deadline : nil, outbox.deadline].compactMap { $0 }.min()
  }
}

/// What the terminals of a user know of each of the user's channels, by membership.
struct Bookmarks: Sendable {
  private var readUpTo: [Seq]
  private var epochs: [Int32]

  init(count: Int) {
    readUpTo = Array(repeating: 0, count: count)
    epochs = Array(repeating: 0, count: count)
  }

  subscript(slot: Int) -> ReadMarker {
    get { ReadMarker(epoch: Int64(epochs[slot]), seq: readUpTo[slot]) }
    set {
      readUpTo[slot] = newValue.seq
      epochs[slot] = Int32(clamping: newValue.epoch)
    }
  }
}

/// Something to be sent, and when it was meant to be: what its latency counts from.
public enum Shipment: Sendable, Equatable {
  /// A receipt of the terminal with this number.
  case receipt(ReceiptEvent, terminal: Int, due: Duration)
  /// The n-th message.
  case post(MessageEvent, number: Int, due: Duration)

  /// When it was meant to be sent, since the beginning.
  public var due: Duration {
    switch self {
    case .receipt(_, _, let due), .post(_, _, let due): due
    }
  }
}
