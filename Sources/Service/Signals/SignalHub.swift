import Dispatch
import Glibc
import Synchronization

/// Where the signal handler writes the signal's number: an atomic, because the handler may take no lock.
private let handlerPipe = Atomic<Int32>(-1)

/// Brings signals from the one handler of the process to all who wait for them.
///
/// The handler only writes a byte to a pipe: a self-pipe needs no signal to be blocked, so threads and child processes
/// keep their signal masks.
final class SignalHub: Sendable {
  static let shared = SignalHub()

  /// What ends with its last owner: the trap of some signals.
  final class Subscription: Sendable {
    private let id: Int

    fileprivate init(id: Int) {
      self.id = id
    }

    deinit { end() }

    func end() {
      SignalHub.shared.unsubscribe(id)
    }
  }

  private struct Subscriber {
    let signals: Set<UnixSignal>
    let continuation: AsyncStream<UnixSignal>.Continuation
  }

  private struct State {
    var nextID = 0
    var subscribers: [Int: Subscriber] = [:]
    /// What each trapped signal did before.
    var saved: [UnixSignal: sigaction] = [:]
    /// Keeps the reading end alive.
    var source: (any DispatchSourceRead)?
  }

  private let state = Mutex(State())

  func subscribe(
    to signals: [UnixSignal], _ continuation: AsyncStream<UnixSignal>.Continuation
  ) throws(UnixSignalsSequence.Unavailable) -> Subscription {
    let id = try state.withLock { (state) throws(UnixSignalsSequence.Unavailable) in
      if state.source == nil, !signals.isEmpty { state.source = try openPipe() }
      for signal in Set(signals) where state.saved[signal] == nil {
        state.saved[signal] = try trap(signal)
      }
      state.nextID += 1
      state.subscribers[state.nextID] = Subscriber(signals: Set(signals), continuation: continuation)
      return state.nextID
    }
    return Subscription(id: id)
  }

  private func unsubscribe(_ id: Int) {
    let continuation = state.withLock { state in
      let subscriber = state.subscribers.removeValue(forKey: id)
      let wanted = state.subscribers.values.reduce(into: Set()) { $0.formUnion($1.signals) }
      for (signal, var action) in state.saved where !wanted.contains(signal) {
        sigaction(signal.rawValue, &action, nil)
        state.saved[signal] = nil
      }
      return subscriber?.continuation
    }
    continuation?.finish()
  }

  private func deliver(_ numbers: ArraySlice<UInt8>) {
    state.withLock { state in
      for number in numbers {
        for subscriber in state.subscribers.values {
          guard let signal = subscriber.signals.first(where: { $0.rawValue == Int32(number) }) else {
            continue
          }
          subscriber.continuation.yield(signal)
        }
      }
    }
  }

  /// Installs the handler; returns what was there.
  ///
  /// A hang-up that is ignored stays so: whoever starts a program by `nohup` means that.
  private func trap(_ signal: UnixSignal) throws(UnixSignalsSequence.Unavailable) -> sigaction {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { number in
      let saved = errno
      var byte = UInt8(truncatingIfNeeded: number)
      _ = write(handlerPipe.load(ordering: .relaxed), &byte, 1)
      errno = saved
    }
    action.sa_flags = SA_RESTART
    var previous = sigaction()
    if signal == .sighup, sigaction(signal.rawValue, nil, &previous) == 0, Self.isIgnored(previous) {
      return previous
    }
    guard sigaction(signal.rawValue, &action, &previous) == 0 else {
      throw UnixSignalsSequence.Unavailable(attempt: "trap \(signal)", code: errno)
    }
    return previous
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    withUnsafeBytes(of: action.__sigaction_handler) { $0.loadUnaligned(as: UInt.self) }
      == unsafeBitCast(SIG_IGN, to: UInt.self)
  }

  /// Opens the pipe for the life of the process.
  private func openPipe() throws(UnixSignalsSequence.Unavailable) -> any DispatchSourceRead {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw UnixSignalsSequence.Unavailable(attempt: "open a pipe for signals", code: errno)
    }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    handlerPipe.store(ends[1], ordering: .relaxed)
    let source = DispatchSource.makeReadSource(fileDescriptor: ends[0])
    source.setEventHandler { [readEnd = ends[0]] in
      var numbers = [UInt8](repeating: 0, count: 64)
      let count = read(readEnd, &numbers, numbers.count)
      if count > 0 { SignalHub.shared.deliver(numbers.prefix(count)) }
    }
    source.resume()
    return source
  }
}
