/// A toy IRC server on a free port of 127.0.0.1, to put IRC clients under a load that we know.
///
/// It takes one client, puts it into some channels, gives it a backlog, and then sends messages at a rate that can be
/// changed meanwhile. It has a thread of its own and ends with this object, with the client, or with `stop()`.
public final class ToyIRCServer: ProbeLoad {
  /// Where it listens.
  public let port: UInt16
  private let rate: Int
  private let control: ToyIRCControl

  /// Starts to listen.
  /// - Parameters:
  ///   - channels: How many channels the client is put into: `#c0`, `#c1`, …
  ///   - backlog: How many messages it finds in `#c0`.
  ///   - rate: Messages a second between `begin()` and `end()`, to each channel in turn.
  /// - Throws: `ProbeError.cannotListen` when the process has no descriptors left.
  public init(channels: Int, backlog: Int, rate: Int) throws(ProbeError) {
    let listener = try LoopbackListener()
    port = listener.port
    self.rate = rate
    let control = try ToyIRCControl()
    self.control = control
    let loop = ToyIRCLoop(
      listener, control, script: ToyIRCScript(channels: channels, backlog: backlog))
    Task.detached { await loop.run() }
  }

  deinit {
    control.stop()
  }

  /// How many messages a second are sent from now on.
  public func setRate(_ perSecond: Int) {
    control.setRate(perSecond)
  }

  /// Hangs up, and ends.
  public func stop() {
    control.stop()
  }

  /// Sends at the rate given at the start.
  public func begin() {
    setRate(rate)
  }

  /// How many messages the client's socket has taken, without the backlog.
  public func arrived() -> Int {
    control.sent
  }

  /// Sends nothing more.
  public func end() {
    setRate(0)
  }
}
