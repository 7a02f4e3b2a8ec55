import Testing

@testable import Postgres

@Suite struct LeaseQueueTests {
  @Test("resources are made up to the capacity, and the one used last is lent again")
  func capacity() {
    var queue = LeaseQueue<Int, String>(capacity: 2)
    #expect(queue.take { 1 } == 1)
    #expect(queue.take { 2 } == 2)
    #expect(queue.take { 3 } == nil)
    #expect(queue.give(1) == nil)
    #expect(queue.give(2) == nil)
    #expect(queue.take { 3 } == 2)
    #expect(queue.made == [1, 2])
  }

  @Test("a resource given back goes to whoever waited longest")
  func firstComeFirstServed() {
    var queue = LeaseQueue<Int, String>(capacity: 1)
    _ = queue.take { 1 }
    for waiter in ["a", "b", "c"] { queue.wait(waiter, ticket: queue.ticket()) }
    #expect(queue.withdraw(ticket: 2) == "b")
    #expect(queue.withdraw(ticket: 2) == nil)
    #expect(queue.give(1) == "a")
    #expect(queue.give(1) == "c")
    #expect(queue.give(1) == nil)
    #expect(queue.take { 2 } == 1)
  }
}
