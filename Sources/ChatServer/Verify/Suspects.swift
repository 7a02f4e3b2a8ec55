import ChatModel

/// Counts that differed at every look so far.
///
/// In a busy channel hardly two looks see the same numbers, so it is the place that is followed. What is only on its way
/// agrees at one of the looks, or is right as far as it has come, or has not come to where the channel was at the first
/// look, while that goes on.
struct Suspects: Sendable {
  private struct Sight: Sendable {
    let difference: Difference
    /// Of a counter of a member.
    let progress: CounterProgress?
    /// Whether the counter of the same member agrees.
    let isCounterRight: Bool
  }

  /// How often they were looked at.
  private(set) var looks = 1
  private let first: [CountPlace: Sight]
  private var last: [CountPlace: Sight]

  /// Begins with a first look.
  init(_ look: VerificationResult) {
    first = Self.sights(of: look)
    last = first
  }

  /// Whether everything has agreed since.
  var isEmpty: Bool { last.isEmpty }

  /// Whose counts they are, in order.
  var users: [UserID] { Set(last.keys.map(\.key.user)).sorted() }

  /// Keeps what differs at another look as well, and is not right up to where the channel was at the first one.
  mutating func look(again look: VerificationResult) {
    let before = last
    last = Self.sights(of: look).filter { place, now in
      guard before[place] != nil else { return false }
      guard let reached = now.progress?.reached else { return true }
      return reached < first[place]?.progress?.head ?? 0
    }
    looks += 1
  }

  /// All that still differ, as the last look saw them, in order.
  var differences: [Difference] { last.values.map(\.difference).sorted() }

  /// Those of them that are not on their way.
  var wrong: [Difference] {
    last.filter { place, now in first[place].map { Self.isWrong(now, since: $0) } ?? false }
      .map(\.value.difference).sorted()
  }

  private static func isWrong(_ now: Sight, since then: Sight) -> Bool {
    // What stands still beside a database that stands still is on no way.
    if now.difference == then.difference, now.progress == then.progress { return true }
    // A snapshot follows its counter.
    guard now.difference.place == .redis else { return now.isCounterRight }
    guard let progress = now.progress, let earlier = then.progress else {
      return now.progress == nil && then.progress == nil
    }
    return progress.hasCome(to: earlier)
  }

  private static func sights(of look: VerificationResult) -> [CountPlace: Sight] {
    let counters = Set(look.differences.lazy.filter { $0.place == .redis }.map(\.key))
    return look.differences.reduce(into: [:]) { sights, difference in
      let key = difference.key
      sights[CountPlace(difference)] = Sight(
        difference: difference, progress: difference.place == .redis ? look.progress[key] : nil,
        isCounterRight: !counters.contains(key))
    }
  }
}

/// Where a count differs, whatever the numbers are.
private struct CountPlace: Hashable, Sendable {
  let key: UserChannel
  let place: Difference.Place

  init(_ difference: Difference) {
    key = difference.key
    place = difference.place
  }
}
