import Glibc
import Lanes

/// The thread of the toy server: takes a client, reads its lines, and sends what is due.
actor ToyIRCLoop {
  /// How often messages are sent: about as smooth as a client can tell.
  private static let beat: Int32 = 5

  private let lane = Lane(name: "toy-irc")
  private let listener: LoopbackListener
  private let control: ToyIRCControl
  private var script: ToyIRCScript
  private var lines = LineBuffer()

  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  init(_ listener: LoopbackListener, _ control: ToyIRCControl, script: ToyIRCScript) {
    self.listener = listener
    self.control = control
    self.script = script
  }

  /// Serves one client until it hangs up or the control stops; occupies the thread meanwhile.
  func run() {
    while !wait(for: listener.descriptor, -1) {
      if control.isStopped { return }
    }
    let client = accept(listener.descriptor, nil, nil)
    guard client >= 0 else { return }
    _ = fcntl(client, F_SETFD, FD_CLOEXEC)
    control.setClient(client)
    while !control.isStopped, serve(client) {}
    control.setClient(nil)
    close(client)
  }

  /// Waits for something to read, at most so many milliseconds; false if there is nothing.
  private func wait(for descriptor: Int32, _ milliseconds: Int32) -> Bool {
    let wakeUp = control.wakePipe.readEnd
    var ready = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0),
    ]
    poll(&ready, 2, milliseconds)
    control.wakePipe.drain()
    return ready[0].revents != 0
  }

  /// Does what there is to do; false at the end.
  private func serve(_ client: Int32) -> Bool {
    if wait(for: client, control.isSending && script.isWelcomed ? Self.beat : -1) {
      var bytes = [UInt8](repeating: 0, count: 4_096)
      let count = recv(client, &bytes, bytes.count, 0)
      guard count > 0 else { return false }
      for line in lines.lines(adding: bytes[..<count]) {
        for answer in script.answers(to: line) {
          guard send(answer, to: client) else { return false }
        }
      }
    }
    guard script.isWelcomed else { return true }
    for number in control.due() {
      guard send(script.message(number), to: client) else { return false }
      control.countOne()
    }
    return true
  }

  private func send(_ line: String, to client: Int32) -> Bool {
    var rest = Array((line + "\r\n").utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
