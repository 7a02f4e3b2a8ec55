import Bench
import Measure

/// The cost of the same work in databases of different sizes, in turn.
struct GrowthRounds: Sendable {
  /// Which memberships a batch is about.
  enum Place: String, CaseIterable, Sendable {
    /// The same ones in every database: those of its first users. What is stored beside them should not matter.
    case same
    /// As many, evenly from the whole database: also what it costs that less of it fits into memory.
    case spread
  }

  struct Case: Hashable, Sendable {
    let work: GrownDatabase.Work
    let place: Place
    let memberships: Int
  }

  let databases: [GrownDatabase]
  let batch: Int
  let rounds: Int
  /// Microseconds an event.
  private(set) var time = Rounds<Case>()

  /// Rounds in which caches and plans are made.
  private static let warmUp = 2

  init(databases: [GrownDatabase], batch: Int, rounds: Int) {
    self.databases = databases
    self.batch = batch
    self.rounds = rounds
  }

  mutating func measure() async throws {
    for place in Place.allCases {
      for round in 0..<Self.warmUp + rounds {
        for work in GrownDatabase.Work.allCases {
          for database in databases.turned(by: round) {
            try Task.checkCancellation()
            // Both places have some keys in common, so that what one has written must not be old for the other.
            let number = place == .same ? round : Self.warmUp + rounds + round
            let took = try await database.perform(work, on: indices(place, database), round: number)
            guard round >= Self.warmUp else { continue }
            time.note(
              took / .microseconds(1) / Double(batch),
              of: Case(work: work, place: place, memberships: database.town.memberships))
          }
        }
      }
    }
  }

  private func indices(_ place: Place, _ database: GrownDatabase) -> [Int] {
    let range = place == .same ? databases[0].town.memberships : database.town.memberships
    return (0..<batch).map { $0 * range / batch }
  }

  private var sizes: [Int] { databases.map(\.town.memberships) }

  var tables: [Table] {
    Place.allCases.map { place in
      let rows = GrownDatabase.Work.allCases.flatMap { work in
        sizes.map { size -> [Table.Cell] in
          let name = Case(work: work, place: place, memberships: size)
          return [
            .text("a \(work.rawValue)"), .number(Double(size)), .number(time.median(of: name) ?? 0),
            .number(ratio(name)),
          ]
        }
      }
      let title =
        place == .same
        ? "Batches of \(batch) for the same users, whatever else is stored"
        : "Batches of \(batch) for users from all over the tables"
      return Table(
        title: title, columns: ["", "memberships", "µs each", "beside the smallest"], rows: rows, bars: [2])
    }
  }

  var figures: [Figure] {
    GrownDatabase.Work.allCases.flatMap { work in
      sizes.map { size in
        Figure(
          name: "growth.\(work.rawValue).\(size)",
          value: ratio(Case(work: work, place: .same, memberships: size)),
          title: "cost of a \(work.rawValue) with \(size) memberships beside \(sizes[0])")
      }
    }
  }

  private func ratio(_ name: Case) -> Double {
    time.ratio(of: name, to: Case(work: name.work, place: name.place, memberships: sizes[0])) ?? 0
  }
}
