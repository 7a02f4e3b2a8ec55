import ChatModel
import Kafka
import Lanes
import Service
import Simulation
import Stores

/// Drives a crew by the clock: hands over what is due to Kafka, and tells the crew what became of it.
///
/// It has a thread of its own, so that a busy program does not make the load late. At most `mostBatches` are under way;
/// while Kafka answers slower, what is due waits here. It cannot grow without end: a terminal has one receipt under way in a
/// channel, and messages beyond `mostWaiting` end the run.
actor SimulationLoop {
  private let lane = Lane(name: "simulate")
  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  private(set) var crew: Crew
  nonisolated let population: Population
  private(set) var tally = Tally()
  /// Events that Kafka has acknowledged, those that it certainly does not have, and those of which nobody knows.
  private(set) var outcomes = (acknowledged: 0, failed: 0, unknown: 0)
  private let sink: any EventSink
  private let topics: Topics
  private nonisolated let clock = LoadClock()
  private var waiting: [Shipment] = []
  /// The numbers of the batches under way, and of the next one.
  private var open: Set<Int> = []
  private var nextBatch = 0
  /// Receipts that are looked for in the database.
  private(set) var probes: [SentReceipt] = []
  private var sampling = ReceiptSampling()
  private var isProbed = false
  private var dues: [Int: Duration] = [:]

  /// Enough to keep Kafka's pipeline filled.
  private static let mostBatches = 64
  private static let mostWaiting = 1_000_000
  /// What became due within this goes in one batch.
  private static let beat: Duration = .milliseconds(2)

  init(_ crew: Crew, sink: any EventSink, topics: Topics) {
    self.crew = crew
    population = crew.population
    self.sink = sink
    self.topics = topics
  }

  /// The load has outrun Kafka.
  struct Overrun: Error, CustomStringConvertible {
    let waiting: Int
    var description: String {
      "\(waiting) events wait to be handed to Kafka: it does not keep up with the load; ask for fewer --users or posts"
    }
  }

  /// Since the loop was made, without the time for which it was held.
  nonisolated var now: Duration { clock.now }

  /// Runs a stage to its end, or until the task is cancelled.
  func run(_ stage: Stage) async throws {
    crew.begin(stage)
    let end = now + stage.duration
    while now < end, !Task.isCancelled {
      try dispatch(crew.advance(to: now))
      let next = min(end, max(crew.deadline ?? end, now + Self.beat))
      try? await Task.sleep(for: max(.zero, next - now))
    }
  }

  /// Everybody leaves, and everything under way comes to an end, in time or not at all.
  func finish(within patience: Duration) async throws {
    tally.endMeasuring(at: now)
    try dispatch(crew.leave())
    let deadline = now + patience
    while now < deadline, !isSettled {
      try dispatch(crew.advance(to: now))
      try? await Task.sleep(for: .milliseconds(5))
    }
  }

  /// Waits until Kafka has said what became of everything that is due now, in time or not at all.
  func settle(within patience: Duration) async throws {
    try dispatch(crew.advance(to: now))
    // What waits goes with the next batch.
    let last = waiting.isEmpty ? nextBatch - 1 : nextBatch
    let deadline = ContinuousClock.now + patience
    while ContinuousClock.now < deadline, nextBatch <= last || open.contains(where: { $0 <= last }) {
      try await Task.sleep(for: Self.beat)
    }
  }

  /// Holds the load: nothing becomes due until it goes on.
  ///
  /// Returns when Kafka has said what became of all that was sent, in time or not at all.
  func hold(within patience: Duration) async throws {
    clock.hold()
    try await settle(within: patience)
  }

  /// Lets the load go on where it was.
  nonisolated func goOn() { clock.goOn() }

  /// Whether Kafka has everything, and PostgreSQL what was asked for.
  var isSettled: Bool { open.isEmpty && waiting.isEmpty && probes.isEmpty }

  func beginMeasuring() { tally.beginMeasuring(at: now) }

  /// What has been measured, with what is looked for in vain so far as old as it is now: a server that stands still shows.
  var measured: Tally {
    var measured = tally
    for question in probes { measured.record(.durable, now - question.due) }
    return measured
  }

  func endSecond() { tally.endSecond(at: now, present: crew.present) }

  func note(_ name: String, _ unit: String, _ value: Double) {
    tally.add(name, unit, now / .seconds(1), value)
  }

  private func dispatch(_ shipments: [Shipment]) throws {
    let handed = now
    for shipment in shipments {
      tally.record(.late, handed - shipment.due)
      probe(shipment)
    }
    waiting += shipments
    guard waiting.count <= Self.mostWaiting else { throw Overrun(waiting: waiting.count) }
    guard !waiting.isEmpty, open.count < Self.mostBatches else { return }
    let batch = waiting
    waiting = []
    let number = nextBatch
    nextBatch += 1
    open.insert(number)
    Task { [sink, topics] in
      do {
        try await sink.append(batch.map { Self.entry($0, topics) })
        acknowledged(batch)
      } catch {
        failed(batch, error)
      }
      open.remove(number)
    }
  }

  private static func entry(_ shipment: Shipment, _ topics: Topics) -> LogEntry {
    switch shipment {
    case .receipt(let receipt, _, _): LogEntry(receipt, topics: topics)
    case .post(let message, _, _): LogEntry(message, topics: topics)
    }
  }

  private func acknowledged(_ batch: [Shipment]) {
    outcomes.acknowledged += batch.count
    let now = now
    for shipment in batch {
      crew.acknowledged(shipment)
      if case .post = shipment {
        tally.record(.posted, now - shipment.due)
      } else {
        tally.record(.accepted, now - shipment.due)
      }
    }
  }

  private func failed(_ batch: [Shipment], _ error: any Error) {
    if (error as? KafkaError)?.mayBeWritten == false {
      outcomes.failed += batch.count
    } else {
      outcomes.unknown += batch.count
    }
    for shipment in batch { crew.failed(shipment) }
  }
}

// What the probes ask for and tell.
extension SimulationLoop {
  /// Some of the receipts are asked for in the database.
  private func probe(_ shipment: Shipment) {
    switch shipment {
    case .post(_, let number, let due): dues[number] = due
    case .receipt(let receipt, _, let due):
      guard isProbed, receipt.kind == .read, sampling.takes(due: due) else { return }
      probes.append(SentReceipt(key: receipt.key, seq: receipt.seq, due: due))
    }
  }

  /// From now on somebody looks for receipts.
  func beginProbing() { isProbed = true }

  /// Notes how far has been read.
  func durable(_ positions: [UserChannel: Seq], at time: Duration) {
    probes.removeAll { question in
      guard positions[question.key] ?? 0 >= question.seq else { return false }
      tally.record(.durable, time - question.due)
      return true
    }
  }

  /// A message came to those who listen.
  /// - Returns: A member whose badge should have it, and when it was due; `nil` if it is not one of this run.
  func heard(_ message: Message) -> (user: UserID, due: Duration)? {
    let population = crew.population
    guard let channel = population.number(of: message.channel) else { return nil }
    crew.heard(message.seq, in: channel)
    guard let number = population.number(ofPost: message.id), let due = dues.removeValue(forKey: number)
    else {
      return nil
    }
    let members = population.members(of: channel)
    let reader = members.first { population.user(Int($0)) != message.author } ?? members[members.startIndex]
    return (population.user(Int(reader)), due)
  }

  func badge(due: Duration) { tally.record(.badge, now - due) }
}

/// A receipt that is looked for in the database.
struct SentReceipt: Sendable {
  let key: UserChannel
  let seq: Seq
  /// When it was to be sent, since the loop began.
  let due: Duration
}
