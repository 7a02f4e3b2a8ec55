import ChatModel
import ChatServer
import Doubles

/// One server of a simulated system: its six flows, each taking steps when told.
struct SimulatedServer {
  private var messages: MessageFlow
  private var receipts: ReceiptFlow
  private var sync: SyncFlow
  private var rebuild: RebuildFlow
  private var age: AgeFlow
  private var sample: SampleFlow
  private let sources: [MemorySource]

  init(name: String, run: Int, system: SimulatedSystem, seed: UInt64) {
    let messageSource = MemorySource(
      system.log, group: system.topics.messages, topic: system.topics.messages, seed: seed,
      faults: system.faults)
    let receiptSource = MemorySource(
      system.log, group: system.topics.receipts, topic: system.topics.receipts, seed: seed &+ 1,
      faults: system.faults)
    sources = [messageSource, receiptSource]
    func ports(_ source: MemorySource) -> FlowPorts {
      FlowPorts(
        source: source, counters: system.counters, notices: system.notices, sink: system.log,
        clock: system.clock, topics: system.topics)
    }
    let restorations = Restorations()
    messages = MessageFlow(
      ports: ports(messageSource), store: system.store, truth: system.store,
      policy: BatchPolicy(most: 5, milliseconds: 0), restorations: restorations)
    receipts = ReceiptFlow(
      ports: ports(receiptSource), store: system.store, truth: system.store,
      policy: BatchPolicy(most: 5, milliseconds: 50), restorations: restorations)
    sync = SyncFlow(
      counters: system.counters, store: system.store, clock: system.clock,
      pace: SyncFlow.Pace(most: 3), restorations: restorations, owner: name)
    rebuild = RebuildFlow(
      counters: system.counters, truth: system.store, notices: system.notices,
      pace: RebuildFlow.Pace(users: 1), token: "\(name)-\(run)")
    age = AgeFlow(
      database: system.store, counters: system.counters, restorations: restorations, clock: system.clock
    ) { _, _ in }
    // So impatient that it often takes for wrong what is only on its way: that must do no harm either.
    sample = SampleFlow(
      truth: system.store, counters: system.counters, snapshots: system.store,
      logs: [system.topics.messages, system.topics.receipts].map {
        system.log.progress(group: $0, topic: $0)
      },
      notices: system.notices,
      pace: SampleFlow.Pace(users: 2, looks: 2)
    ) { _ in }
  }

  /// Whether nothing is in flight and everything in the log was taken.
  var isAtRest: Bool {
    messages.isAtRest && receipts.isAtRest && sync.isAtRest && rebuild.isAtRest
      && age.isAtRest && sample.isAtRest && sources.allSatisfy(\.isAtEnd)
  }

  /// Whether a batch is stored and not committed yet.
  var isInMidBatch: Bool {
    let stages = [messages as any Flow, receipts].map { Mirror(reflecting: $0).descendant("stage") ?? "" }
    return stages.contains { stage in
      // Only the name: a batch in words takes as long as a schedule.
      let name = Mirror(reflecting: stage).children.first?.label ?? "\(stage)"
      return !["polling", "numbering", "learning", "recording"].contains(name)
    }
  }

  /// Partitions move, whatever is in flight.
  func rebalance() {
    for source in sources { source.rebalance() }
  }

  /// The flows, in the order of their numbers.
  static let flows = ["messages", "receipts", "sync", "rebuild", "age", "sample"]

  /// Lets one of the flows take a step, which may fail.
  /// - Returns: Whether there was anything to do, and what failed.
  mutating func step(_ index: Int) async -> (worked: Bool, failure: (any Error)?) {
    do {
      let progress =
        switch index {
        case 0: try await messages.step()
        case 1: try await receipts.step()
        case 2: try await sync.step()
        case 3: try await rebuild.step()
        case 4: try await age.step()
        default: try await sample.step()
        }
      if case .idle = progress { return (false, nil) }
      return (true, nil)
    } catch {
      switch index {
      case 0: messages.failed(with: error)
      case 1: receipts.failed(with: error)
      case 2: sync.failed(with: error)
      case 3: rebuild.failed(with: error)
      case 4: age.failed(with: error)
      default: sample.failed(with: error)
      }
      return (true, error)
    }
  }

  /// What one of the flows will do next, in words that begin with the stage's name.
  func stage(_ index: Int) -> String {
    let flow: any Flow = [messages, receipts, sync, rebuild, age, sample][index]
    return "\(Mirror(reflecting: flow).descendant("stage") ?? "")"
  }
}

/// What stops a server after it has stored a batch and before it commits it.
enum Interruption { case death, rebalance }
