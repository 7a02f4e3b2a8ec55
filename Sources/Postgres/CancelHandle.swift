import CPostgres
import Dispatch
import Synchronization

/// What asks the server, from any thread, to end the statement that a connection is running.
///
/// `@unchecked` is safe: the pointer never changes, `PQcancel` only reads what it points to and is documented as safe to
/// call from any thread, and it is freed only when no call can be under way any more.
final class CancelHandle: @unchecked Sendable {
  private let pointer: OpaquePointer

  init?(_ connection: OpaquePointer) {
    guard let pointer = PQgetCancel(connection) else { return nil }
    self.pointer = pointer
  }

  deinit {
    PQfreeCancel(pointer)
  }

  /// Sends the request and waits until the server took it.
  func send() {
    var reason = [CChar](repeating: 0, count: 256)
    _ = PQcancel(pointer, &reason, Int32(reason.count))
  }
}

/// The cancel handle of whatever session a connection has at present.
final class Cancellation: Sendable {
  private let current = Mutex<CancelHandle?>(nil)

  func replace(with handle: CancelHandle?) {
    current.withLock { $0 = handle }
  }

  /// Sends the request from a thread of its own: it makes a connection and waits.
  func request() {
    guard let handle = current.withLock({ $0 }) else { return }
    DispatchQueue.global().async { handle.send() }
  }
}
