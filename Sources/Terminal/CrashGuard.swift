import Glibc
import Synchronization

/// All that the handler needs, allocated beforehand: a handler must not allocate.
private struct Prepared {
  var modes: termios
  let restore: UnsafeBufferPointer<UInt8>
  let message: UnsafeBufferPointer<UInt8>
  /// The dispositions that the guard replaced, by signal number.
  let previous: UnsafeMutablePointer<sigaction>
}

/// The address of what is prepared; zero for nothing.
private let prepared = Atomic<UInt>(0)
/// Whether the screen is ours, so that its modes must be undone.
private let armed = Atomic<Bool>(false)
private let registeredExit = Atomic<Bool>(false)
private let crashSignals = [SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGQUIT]

/// Undoes the modes once.
///
/// Async-signal-safe: `write` and `tcsetattr` are.
private func undo() {
  guard armed.exchange(false, ordering: .acquiringAndReleasing),
    let state = UnsafeMutablePointer<Prepared>(bitPattern: prepared.load(ordering: .acquiring))
  else { return }
  _ = write(STDOUT_FILENO, state.pointee.restore.baseAddress, state.pointee.restore.count)
  tcsetattr(STDIN_FILENO, TCSANOW, &state.pointee.modes)
}

/// Runs in a signal handler.
///
/// The signal is blocked until it returns; then the one raised here finds the disposition
/// from before, at the very instruction that crashed: Swift's backtracer, or the default that ends the process.
private func crashed(_ signal: Int32) {
  guard let state = UnsafeMutablePointer<Prepared>(bitPattern: prepared.load(ordering: .acquiring))
  else { return }
  if armed.load(ordering: .acquiring) {
    undo()
    _ = write(STDERR_FILENO, state.pointee.message.baseAddress, state.pointee.message.count)
  }
  sigaction(signal, state.pointee.previous + Int(signal), nil)
  raise(signal)
}

/// Gives the terminal back when the process crashes, or exits without closing the screen.
final class CrashGuard {
  /// Installs the handlers, not yet armed.
  ///
  /// What they need is never freed (about 10 KB for each screen opened), since they may run at any time.
  /// - Parameters:
  ///   - modes: The terminal's modes from before the screen.
  ///   - restore: The bytes that undo everything else.
  ///   - message: What to tell the user of a crash.
  init(modes: termios, restore: String, message: String) {
    let previous = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
    previous.initialize(repeating: sigaction(), count: 65)
    let state = UnsafeMutablePointer<Prepared>.allocate(capacity: 1)
    state.initialize(
      to: Prepared(
        modes: modes, restore: Self.bytes(restore), message: Self.bytes(message), previous: previous))
    prepared.store(UInt(bitPattern: state), ordering: .releasing)
    Self.provideStack()
    var action = sigaction()
    action.__sigaction_handler.sa_handler = crashed
    action.sa_flags = SA_ONSTACK
    for signal in crashSignals { sigaction(signal, &action, previous + Int(signal)) }
    if !registeredExit.exchange(true, ordering: .relaxed) { atexit(undo) }
  }

  deinit {
    disarm()
    let address = prepared.load(ordering: .acquiring)
    guard let state = UnsafeMutablePointer<Prepared>(bitPattern: address) else { return }
    for signal in crashSignals { sigaction(signal, state.pointee.previous + Int(signal), nil) }
    prepared.store(0, ordering: .releasing)
  }

  /// From now on the screen must be restored.
  func arm() { armed.store(true, ordering: .releasing) }

  /// The screen has been restored, or is not ours for a while.
  func disarm() { armed.store(false, ordering: .releasing) }

  private static func bytes(_ text: String) -> UnsafeBufferPointer<UInt8> {
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
    _ = buffer.initialize(from: text.utf8)
    return UnsafeBufferPointer(buffer)
  }

  /// A stack for the handlers on this thread, whose own may have overflowed; one that is there is kept.
  private static func provideStack() {
    var stack = stack_t()
    guard sigaltstack(nil, &stack) == 0, stack.ss_flags & Int32(SS_DISABLE) != 0
    else { return }
    stack.ss_size = 1 << 16
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: stack.ss_size, alignment: 16)
    stack.ss_flags = 0
    sigaltstack(&stack, nil)
  }
}
