import Testing

@testable import Kafka

struct DeliveryTicketTests {
  private let error = KafkaError(code: .messageTimedOut, attempt: "deliver")

  @Test("a ticket waits for its last report")
  func lastReport() async throws {
    let ticket = DeliveryTicket(expecting: 2, pending: MessageCount())
    async let outcome = ticket.outcome()
    ticket.report(.success(KafkaDelivery(partition: 0, offset: 1)))
    ticket.report(.success(KafkaDelivery(partition: 0, offset: 2)))
    #expect(try await outcome == KafkaDelivery(partition: 0, offset: 2))
  }

  @Test("the first error wins over later reports")
  func firstError() async {
    let pending = MessageCount()
    let ticket = DeliveryTicket(expecting: 4, pending: pending)
    ticket.report(.success(KafkaDelivery(partition: 0, offset: 1)))
    ticket.report(.failure(error))
    ticket.fail(2, with: KafkaError(code: .closed, attempt: "send"))
    let thrown = await failure { try await ticket.outcome() }
    #expect(thrown == error)
    #expect(pending.value == 0)
  }

  @Test(
    "an error says whether any message of the call may be written", arguments: [false, true], [false, true])
  func mayBeWritten(hasDelivered: Bool, isUncertain: Bool) async {
    let ticket = DeliveryTicket(expecting: 4, pending: MessageCount())
    var uncertain = error
    uncertain.mayBeWritten = isUncertain
    ticket.fail(2, with: KafkaError(code: .closed, attempt: "send"))
    ticket.report(.failure(uncertain))
    if hasDelivered {
      ticket.report(.success(KafkaDelivery(partition: 0, offset: 1)))
    } else {
      ticket.fail(1, with: error)
    }
    let thrown = await failure { try await ticket.outcome() }
    #expect(thrown?.mayBeWritten == (hasDelivered || isUncertain))
  }
}
