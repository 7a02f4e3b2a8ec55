import Bench

/// What is asked of every client.
struct ScreenTask: Sendable {
  let channels: Int
  /// In the channel in view.
  let messages: Int
  /// Messages a second in the flood.
  let rate: Int
  let keys: Int
  let idle: Duration

  /// A plan for one client.
  func plan(
    _ name: String, _ arguments: [String], environment: [String: String], setup: String
  ) -> ProbePlan {
    var plan = ProbePlan(name: name, arguments: arguments, environment: environment)
    plan.setup = [setup]
    plan.presses = keys
    plan.idle = idle
    return plan
  }

  /// A toy server that asks the same of an IRC client.
  func ircServer() throws -> ToyIRCServer {
    try ToyIRCServer(channels: channels, backlog: messages, rate: rate)
  }

  var sentence: String {
    "200 × 50, \(channels) channels, \(messages) messages in view, \(keys) keys, idle for "
      + "\(idle.inWords), a flood of \(rate) messages/s"
  }
}
