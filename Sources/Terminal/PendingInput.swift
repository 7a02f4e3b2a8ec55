import Canvas
import Lanes

/// The events that wait to be returned, and when the decoder must give up waiting for more bytes.
struct PendingInput {
  private(set) var events: [InputEvent] = []
  /// When to flush the decoder, since the machine's start; nil if it waits for nothing.
  private(set) var flushAt: Duration?
  private(set) var hasEnded = false
  private var decoder = InputDecoder()

  mutating func add(_ event: InputEvent) {
    events.append(event)
  }

  mutating func received(_ bytes: some Sequence<UInt8>) {
    events += decoder.decode(bytes)
    flushAt = decoder.patience.map { .sinceBoot + $0 }
  }

  mutating func flush(now: Duration) {
    guard let flushAt, now >= flushAt else { return }
    events += decoder.flush()
    self.flushAt = nil
  }

  /// Reports the last of several sizes only.
  mutating func resized(to size: Size) {
    events.removeAll { if case .resize = $0 { true } else { false } }
    events.append(.resize(size))
  }

  mutating func end() {
    if hasEnded { return }
    hasEnded = true
    flushAt = nil
    events += decoder.flush() + [.end]
  }

  mutating func takeAll() -> [InputEvent] {
    defer { events = [] }
    return events
  }
}
