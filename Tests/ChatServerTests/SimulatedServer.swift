import ChatModel
import ChatServer
import Doubles

/// One server of a simulated system: its five flows, each taking steps when told.
struct SimulatedServer {
  private var messages: MessageFlow
  private var receipts: ReceiptFlow
  private var sync: SyncFlow
  private var rebuild: RebuildFlow
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
    messages = MessageFlow(
      ports: ports(messageSource), store: system.store, truth: system.store,
      policy: BatchPolicy(most: 5, milliseconds: 0))
    receipts = ReceiptFlow(
      ports: ports(receiptSource), store: system.store, truth: system.store,
      policy: BatchPolicy(most: 5, milliseconds: 50))
    sync = SyncFlow(
      counters: system.counters, store: system.store, clock: system.clock,
      schedule: SyncFlow.Schedule(most: 3), owner: name)
    rebuild = RebuildFlow(
      counters: system.counters, truth: system.store, notices: system.notices,
      pace: RebuildFlow.Pace(users: 2), token: "\(name)-\(run)")
    // So impatient that it often takes for wrong what is only on its way: that must do no harm either.
    sample = SampleFlow(
      truth: system.store, counters: system.counters, snapshots: system.store, notices: system.notices,
      pace: SampleFlow.Pace(users: 2, looks: 2)
    ) { _ in }
  }

  /// Whether nothing is in flight and everything in the log was taken.
  var isAtRest: Bool {
    messages.isAtRest && receipts.isAtRest && sync.isAtRest && rebuild.isAtRest
      && sample.isAtRest && sources.allSatisfy(\.isAtEnd)
  }

  /// Lets one of the flows take a step, which may fail.
  /// - Returns: Whether there was anything to do.
  @discardableResult
  mutating func step(_ index: Int) async -> Bool {
    do {
      let progress =
        switch index {
        case 0: try await messages.step()
        case 1: try await receipts.step()
        case 2: try await sync.step()
        case 3: try await rebuild.step()
        default: try await sample.step()
        }
      if case .idle = progress { return false }
      return true
    } catch {
      if index == 1 { receipts.failed(with: error) }
      if index == 2 { sync.failed(with: error) }
      if index == 4 { sample.failed(with: error) }
      return true
    }
  }
}
