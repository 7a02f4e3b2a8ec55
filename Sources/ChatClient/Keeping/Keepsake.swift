import ChatModel

/// What one run leaves to the next, apart from receipts: what was being written, what was not sent, how the list is
/// arranged.
public struct Keepsake: Sendable, Equatable, Codable {
  /// A message that is not known to be stored.
  struct Unsent: Sendable, Equatable, Codable {
    let id: String
    let channel: String
    let body: String
    /// True if Kafka has it; nothing otherwise.
    var accepted: Bool?
  }

  /// The texts by channel.
  var drafts: [String: String] = [:]
  /// In the order of writing.
  var unsent: [Unsent] = []
  var arrangement = ListArrangement()

  /// Nothing to keep.
  public init() {}

  /// Joins what several runs have left, the earliest first: of each draft and each message the latest is kept.
  public init(joining keepsakes: [Keepsake]) {
    for keepsake in keepsakes {
      drafts.merge(keepsake.drafts.filter { !$0.value.isEmpty }) { $1 }
      if keepsake.arrangement != ListArrangement() { arrangement = keepsake.arrangement }
    }
    var places: [String: Int] = [:]
    for message in keepsakes.flatMap(\.unsent) {
      if let place = places[message.id] {
        unsent[place] = message
      } else {
        places[message.id] = unsent.count
        unsent.append(message)
      }
    }
  }

  /// Whether there is nothing to keep.
  public var isEmpty: Bool { self == Keepsake() }

  /// What a run may have of another that goes on: what is not sent remains with that.
  public var shared: Keepsake {
    var shared = Keepsake()
    shared.arrangement = arrangement
    return shared
  }
}

/// When to write the keepsake to its file.
///
/// Nothing is written before the last run's was read. To compose it costs something, so that is done only after events
/// that can have changed it.
struct Keeper: Equatable, Sendable {
  private var file: FileSaver<Keepsake>?
  private var isStale = false

  /// The file holds this.
  mutating func loaded(_ keepsake: Keepsake) {
    file = FileSaver(keepsake)
    isStale = true
  }

  /// Something of what is kept may have changed.
  mutating func touch() {
    isStale = true
  }

  /// Whether the keepsake is to be composed and taken.
  func isDue(at now: Duration) -> Bool {
    file != nil && (isStale || deadline.map { $0 <= now } ?? false)
  }

  /// - Returns: What is to be written now, if anything.
  mutating func take(_ current: Keepsake, at now: Duration, atOnce: Bool) -> Keepsake? {
    isStale = false
    return file?.take(current, at: now, atOnce: atOnce)
  }

  var deadline: Duration? { file?.deadline }
}

/// When to write something to its file, and what the file holds.
struct FileSaver<Content: Equatable & Sendable>: Equatable, Sendable {
  private var saved: Content
  private var pace = SavingPace()

  /// - Parameter content: What the absence of the file means.
  init(_ content: Content) {
    saved = content
  }

  /// - Returns: What is to be written now, if anything.
  mutating func take(_ current: Content, at now: Duration, atOnce: Bool = false) -> Content? {
    guard pace.isDue(differs: current != saved, at: now, atOnce: atOnce) else { return nil }
    saved = current
    return current
  }

  var deadline: Duration? { pace.deadline }
}

/// When something is written to its file: once it has differed for a while from what the file holds, so that nothing is
/// written for what comes and goes, and at most once in that while.
struct SavingPace: Equatable, Sendable {
  static let patience: Duration = .seconds(1)

  private var differsSince: Duration?

  /// - Parameter differs: Whether the file holds something else.
  /// - Returns: Whether it is to be written now; the file then counts as holding it.
  mutating func isDue(differs: Bool, at now: Duration, atOnce: Bool) -> Bool {
    guard differs else {
      differsSince = nil
      return false
    }
    let since = differsSince ?? now
    let isDue = atOnce || since + Self.patience <= now
    differsSince = isDue ? nil : since
    return isDue
  }

  var deadline: Duration? { differsSince.map { $0 + Self.patience } }
}
