import Synchronization

/// Collects the delivery reports of one `send` and resumes it after the last.
///
/// Each message in flight holds one reference, which its report takes back.
final class DeliveryTicket: Sendable {
  typealias Outcome = Result<KafkaDelivery?, KafkaError>

  private struct State {
    var remaining: Int
    var outcome = Outcome.success(nil)
    var mayBeWritten = false
    var sender: CheckedContinuation<Outcome, Never>?

    /// Keeps the first error, and whether any message at all may be written.
    mutating func note(_ result: Outcome) {
      switch result {
      case .success: mayBeWritten = true
      case .failure(let error): mayBeWritten = mayBeWritten || error.mayBeWritten
      }
      if case .success = outcome { outcome = result }
    }

    /// What the sender is told.
    var told: Outcome {
      outcome.mapError { error in
        var error = error
        error.mayBeWritten = mayBeWritten
        return error
      }
    }
  }

  private let state: Mutex<State>
  private let pending: MessageCount

  /// - Parameters:
  ///   - count: How many reports will come, at least 1.
  ///   - pending: The producer's count, from which each report is taken off.
  init(expecting count: Int, pending: MessageCount) {
    state = Mutex(State(remaining: count))
    self.pending = pending
    pending.add(count)
  }

  /// Notes one report.
  func report(_ result: Result<KafkaDelivery, KafkaError>) {
    settle(1, with: result.map { $0 })
  }

  /// Notes that the last `count` messages were never given to librdkafka.
  func fail(_ count: Int, with error: KafkaError) {
    var error = error
    error.mayBeWritten = false
    settle(count, with: .failure(error))
  }

  /// Waits for the last report: the first error if there was one, else where the last message went.
  func outcome() async throws(KafkaError) -> KafkaDelivery? {
    let outcome = await withCheckedContinuation { continuation in
      let settled = state.withLock { state in
        if state.remaining > 0 { state.sender = continuation }
        return state.remaining == 0 ? state.told : nil
      }
      if let settled { continuation.resume(returning: settled) }
    }
    return try outcome.get()
  }

  private func settle(_ count: Int, with result: Outcome) {
    pending.add(-count)
    let settled = state.withLock { state -> (CheckedContinuation<Outcome, Never>, Outcome)? in
      state.remaining -= count
      state.note(result)
      guard state.remaining == 0, let sender = state.sender else { return nil }
      return (sender, state.told)
    }
    if let (sender, outcome) = settled { sender.resume(returning: outcome) }
  }
}

/// How many messages of a producer are not settled yet.
///
/// librdkafka's own count, `rd_kafka_outq_len`, includes events such as errors.
final class MessageCount: Sendable {
  private let count = Atomic(0)

  var value: Int { count.load(ordering: .relaxed) }

  func add(_ change: Int) {
    count.add(change, ordering: .relaxed)
  }
}

/// Lets tasks wait until something has happened since they last looked, without missing it in between.
final class Gate: Sendable {
  private struct State {
    var turn = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  /// How often the gate has opened; take it before looking, and pass it to `wait(after:)`.
  var turn: Int { state.withLock { $0.turn } }

  /// Lets through all who wait.
  func open() {
    let waiting = state.withLock { state in
      state.turn += 1
      defer { state.waiting.removeAll() }
      return state.waiting
    }
    for task in waiting { task.resume() }
  }

  /// Returns once the gate has opened after `turn`.
  func wait(after turn: Int) async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        if state.turn == turn { state.waiting.append(continuation) }
        return state.turn != turn
      }
      if isOpen { continuation.resume() }
    }
  }
}
