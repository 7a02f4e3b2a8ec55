/// What is simulated: a world, and stages one after the other.
public struct Scenario: Sendable, Equatable {
  /// What the report calls it.
  public var name: String
  /// How many there are of everything.
  public var world = WorldPlan()
  /// How long the load runs before anything is measured.
  public var warmUp: Duration = .seconds(3)
  /// What happens, in this order.
  public var stages: [Stage]

  /// Creates a scenario; the default has one stage of what `Stage` says.
  public init(name: String, stages: [Stage] = [Stage(name: "steady")]) {
    self.name = name
    self.stages = stages
  }

  /// How long all stages take.
  public var duration: Duration { stages.reduce(.zero) { $0 + $1.duration } }

  /// Makes the stages last as long as `duration` together, each in proportion.
  public mutating func last(_ duration: Duration) {
    let factor = duration / self.duration
    for index in stages.indices {
      stages[index].duration = stages[index].duration * factor
      stages[index].ramp = min(stages[index].ramp, stages[index].duration)
    }
  }
}

/// How many users, channels and messages a simulated world has.
public struct WorldPlan: Sendable, Equatable {
  /// How many users there are, readers or not.
  public var users = 1_000
  /// How many channels there are, without direct chats.
  public var channels = 100
  /// How many channels a user is in on average; never more than there are.
  public var joined = 10.0
  /// The exponent of the sizes: the k-th channel has a share of 1/k^zipf of the memberships.
  public var zipf = 1.0
  /// How many direct chats a user has on average.
  public var directs = 1.0
  /// How many messages a channel has at the beginning, all of them unread by everybody.
  public var history = 200
  /// The share of users who never read: they have counters and no terminal.
  public var silent = 0.1
  /// How many terminals a user who reads has on average.
  public var terminals = 1.1
  /// Everything random follows from it.
  public var seed: UInt64 = 1

  /// Creates a plan of the usual size.
  public init() {}

  /// How many users read.
  public var readers: Int { max(1, users - Int((Double(users) * silent).rounded())) }
}

/// A part of a scenario with its own load.
public struct Stage: Sendable, Equatable {
  /// What it is called.
  public var name: String
  /// How long it takes.
  public var duration: Duration = .seconds(30)
  /// The share of the readers who come, in its first part; the others go or stay away.
  public var readers = 1.0
  /// How long it takes until that many have come or gone.
  public var ramp: Duration = .seconds(2)
  /// How often a reader who is there scrolls, a second.
  public var scrolls = 0.5
  /// How many messages a scroll goes on by.
  public var step = 3
  /// How many messages are posted, a second.
  public var posts = 10.0
  /// The share of them that goes to direct chats.
  public var direct = 0.3
  /// The share of them that mentions somebody.
  public var mentions = 0.1
  /// The share of scrolls that mark the channel as unread instead.
  public var marks = 0.01
  /// How long a session is on average; 0 lets readers stay.
  public var session: Duration = .zero
  /// How long a reader is away between two sessions on average.
  public var absence: Duration = .seconds(10)

  /// Creates a stage of the usual load.
  public init(name: String) {
    self.name = name
  }
}
