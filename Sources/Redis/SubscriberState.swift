import Lanes
import Synchronization

/// What the subscriber and its thread share.
final class SubscriberState: Sendable {
  let events: EventQueue
  let ledger = Mutex(SubscriptionLedger())
  private let control = Mutex<(isClosed: Bool, pipe: WakePipe?)>((false, nil))

  init(capacity: Int) {
    events = EventQueue(capacity: capacity)
  }

  var isClosed: Bool { control.withLock { $0.isClosed } }

  /// Makes the thread look at the ledger and at `isClosed`.
  func wake() {
    control.withLock { $0.pipe }?.wake()
  }

  /// Ends the stream at once and the thread as soon as it looks.
  func close() {
    events.finish()
    let pipe = control.withLock { control in
      control.isClosed = true
      return control.pipe
    }
    pipe?.wake()
  }

  /// Hands over the pipe on which the thread waits from now on.
  func use(_ pipe: WakePipe) {
    control.withLock { $0.pipe = pipe }
  }
}
