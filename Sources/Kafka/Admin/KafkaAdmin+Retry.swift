import Lanes

extension KafkaAdmin {
  /// Repeats a question while the answer is an error that passes, such as a leader that is just being
  /// elected.
  ///
  /// Other calls get their turn between the tries.
  /// - Parameter ask: Asks once, within the time that is left.
  func retrying<Answer>(
    for timeout: Duration, _ ask: (_ left: Duration) throws(KafkaError) -> Answer
  ) async throws(KafkaError) -> Answer {
    let deadline = ContinuousClock.now + timeout
    var backoff = Backoff(most: .milliseconds(500))
    while true {
      do {
        return try ask(ContinuousClock.now.duration(to: deadline))
      } catch {
        let pause = backoff.next()
        guard error.isRetriable, ContinuousClock.now + pause < deadline else { throw error }
        // A cancelled task does not try again.
        guard (try? await Task.sleep(for: pause)) != nil else { throw error }
      }
    }
  }
}
