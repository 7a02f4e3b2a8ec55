import ChatModel

/// Who of the crowd is online: those whom the demo users chat with directly, for nobody looks at the others.
///
/// Most are there all the time; some leave for a minute or two and come back, as it follows from the seed. Times are the
/// engine's.
struct Attendance: Sendable {
  /// What changes for those who watch.
  enum Change: Hashable, Sendable {
    /// Comes online, or stays there.
    case announce(UserID)
    /// Leaves.
    case withdraw(UserID)
  }

  private struct Person: Sendable {
    let user: UserID
    var isHere = true
    /// When that changes; `nil` for one who stays.
    var until: Duration?
    /// When the others were last told; `nil` while they take this user for offline.
    var announced: Duration?
  }

  private var people: [Person] = []
  private var random: SplitMix

  /// How long an announcement holds.
  static let span: Duration = .seconds(60)
  /// When it is repeated: two may be lost.
  static let interval: Duration = .seconds(20)
  /// How long somebody who comes and goes stays, and stays away, in seconds.
  static let stay = 120.0...420.0
  static let absence = 40.0...150.0

  init(world: World, seed: UInt64) {
    random = SplitMix(seed: seed ^ 0x0a11_7e0d)
    let peers = world.channels.compactMap { $0.id.peer(of: world.me) ?? $0.id.peer(of: world.second) }
    let users = Set(peers).subtracting([world.me, world.second]).sorted()
    for (index, user) in users.shuffled(using: &random).enumerated() {
      var person = Person(user: user)
      if index * 2 < users.count {
        // One is away at first, so that there is somebody who comes.
        person.isHere = index > 0
        person.until = random.seconds(person.isHere ? 30...300 : 20...60)
      }
      people.append(person)
    }
  }

  /// What is to be told at `now`.
  mutating func due(at now: Duration, people taken: People) -> [Change] {
    people.indices.compactMap { index in
      advance(index, to: now)
      let person = people[index]
      // A person at a terminal says so by themselves.
      guard person.isHere, taken.canPlay(person.user) else {
        people[index].announced = nil
        return person.announced == nil ? nil : .withdraw(person.user)
      }
      if let announced = person.announced, now < announced + Self.interval { return nil }
      people[index].announced = now
      return .announce(person.user)
    }
  }

  /// Whoever writes is there.
  mutating func acted(_ user: UserID, at now: Duration) {
    guard let index = people.firstIndex(where: { $0.user == user && !$0.isHere }) else { return }
    people[index].isHere = true
    people[index].until = now + random.seconds(Self.stay)
  }

  private mutating func advance(_ index: Int, to now: Duration) {
    while let until = people[index].until, until <= now {
      people[index].isHere.toggle()
      people[index].until = until + random.seconds(people[index].isHere ? Self.stay : Self.absence)
    }
  }
}
