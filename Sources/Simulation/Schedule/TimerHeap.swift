/// One timer for each of a fixed number of sleepers: a binary heap that knows where each of them is.
///
/// Setting and taking are O(log n), and memory is what it was at the beginning, however often timers are set again.
struct TimerHeap: Sendable {
  private var times: [Duration]
  private var places: [Int32]
  private var heap: [Int32] = []

  private static let nowhere: Int32 = -1

  init(count: Int) {
    times = Array(repeating: .zero, count: count)
    places = Array(repeating: Self.nowhere, count: count)
    heap.reserveCapacity(count)
  }

  /// Who is due first, and when; `nil` if no timer is set.
  var first: (id: Int, time: Duration)? {
    heap.first.map { (Int($0), times[Int($0)]) }
  }

  /// Sets a sleeper's timer, or clears it.
  mutating func set(_ id: Int, at time: Duration?) {
    let place = Int(places[id])
    guard let time else {
      if place >= 0 { remove(at: place) }
      return
    }
    guard place >= 0 else {
      times[id] = time
      heap.append(Int32(id))
      places[id] = Int32(heap.count - 1)
      rise(heap.count - 1)
      return
    }
    let earlier = time < times[id]
    times[id] = time
    if earlier { rise(place) } else { sink(place) }
  }

  private mutating func remove(at place: Int) {
    places[Int(heap[place])] = Self.nowhere
    let last = heap.removeLast()
    guard place < heap.count else { return }
    heap[place] = last
    places[Int(last)] = Int32(place)
    rise(place)
    sink(Int(places[Int(last)]))
  }

  private mutating func rise(_ start: Int) {
    var place = start
    while place > 0, time(at: place) < time(at: (place - 1) / 2) {
      exchange(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func sink(_ start: Int) {
    var place = start
    while true {
      var least = place
      for child in 2 * place + 1...2 * place + 2 where child < heap.count && time(at: child) < time(at: least)
      {
        least = child
      }
      guard least != place else { return }
      exchange(place, least)
      place = least
    }
  }

  private func time(at place: Int) -> Duration { times[Int(heap[place])] }

  private mutating func exchange(_ one: Int, _ other: Int) {
    heap.swapAt(one, other)
    places[Int(heap[one])] = Int32(one)
    places[Int(heap[other])] = Int32(other)
  }
}
