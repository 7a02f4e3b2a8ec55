/// Decides who gets which of a bounded number of resources: first come, first served.
///
/// Pure state; the pool around it owns the continuations. Something is idle only while nobody waits.
struct LeaseQueue<Resource, Waiter> {
  private let capacity: Int
  private var idle: [Resource] = []
  private var waiting: [(ticket: Int, waiter: Waiter)] = []
  private var tickets = 0
  /// Everything made so far, leased or idle.
  private(set) var made: [Resource] = []

  var waitingCount: Int { waiting.count }

  init(capacity: Int) {
    self.capacity = max(1, capacity)
  }

  /// Lends the resource used last, or a new one while there are fewer than the capacity, or nothing.
  mutating func take(make: () -> Resource) -> Resource? {
    if let resource = idle.popLast() { return resource }
    guard made.count < capacity else { return nil }
    let resource = make()
    made.append(resource)
    return resource
  }

  /// A number to wait under.
  mutating func ticket() -> Int {
    tickets += 1
    return tickets
  }

  /// Lines up behind all who wait.
  mutating func wait(_ waiter: Waiter, ticket: Int) {
    waiting.append((ticket, waiter))
  }

  /// Takes a resource back; returns who has waited longest and gets it now.
  mutating func give(_ resource: Resource) -> Waiter? {
    guard !waiting.isEmpty else {
      idle.append(resource)
      return nil
    }
    return waiting.removeFirst().waiter
  }

  /// Leaves the line; `nil` if the waiter has been served.
  mutating func withdraw(ticket: Int) -> Waiter? {
    guard let position = waiting.firstIndex(where: { $0.ticket == ticket }) else { return nil }
    return waiting.remove(at: position).waiter
  }

  /// Empties the line.
  mutating func withdrawAll() -> [Waiter] {
    defer { waiting.removeAll() }
    return waiting.map(\.waiter)
  }
}
