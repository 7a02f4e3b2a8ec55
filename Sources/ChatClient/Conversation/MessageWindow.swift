import ChatModel

/// The part of a channel's history that is loaded: messages without a gap.
struct MessageWindow: Equatable, Sendable {
  /// How many messages are kept around the view; the others are loaded again when they are needed.
  static let limit = 2_000
  /// How many messages are kept that came too early.
  static let mostAhead = 256

  /// In the order of their seqs, which are dense.
  private(set) var messages: [Message] = []
  /// Heard before what lies between was loaded.
  private var ahead: [Seq: Message] = [:]

  var isEmpty: Bool { messages.isEmpty }

  var count: Int { messages.count }

  /// The seqs loaded.
  var seqs: ClosedRange<Seq>? {
    guard let first = messages.first, let last = messages.last else { return nil }
    return first.seq...last.seq
  }

  subscript(seq: Seq) -> Message? {
    guard let seqs, seqs.contains(seq) else { return nil }
    return messages[Int(seq - seqs.lowerBound)]
  }

  /// Takes a loaded page, if it adjoins or overlaps what is there.
  mutating func merge(_ page: [Message]) {
    let page = Self.densePrefix(page)
    guard let first = page.first, let last = page.last else { return }
    guard let seqs else {
      messages = page
      return takeAhead()
    }
    if first.seq <= seqs.upperBound + 1 {
      messages += page.filter { $0.seq > seqs.upperBound }
    }
    if last.seq >= seqs.lowerBound - 1 {
      messages.insert(contentsOf: page.filter { $0.seq < seqs.lowerBound }, at: 0)
    }
    takeAhead()
  }

  /// Takes a message that was just stored: at the end if nothing is missing between, else later.
  mutating func hear(_ message: Message) {
    guard let last = seqs?.upperBound, message.seq > last else { return }
    if ahead.count < Self.mostAhead { ahead[message.seq] = message }
    takeAhead()
  }

  /// Takes what a message has become.
  mutating func replace(_ message: Message) {
    if ahead[message.seq] != nil { ahead[message.seq] = message }
    guard self[message.seq] != nil, let first = seqs?.lowerBound else { return }
    messages[Int(message.seq - first)] = message
  }

  /// Drops what is farthest from `seq` beyond the limit.
  mutating func trim(around seq: Seq) {
    guard let seqs, messages.count > Self.limit else { return }
    let excess = messages.count - Self.limit
    let above = Int(min(max(seq, seqs.lowerBound), seqs.upperBound) - seqs.lowerBound)
    let dropped = min(excess, max(0, above - Self.limit / 2))
    messages.removeFirst(dropped)
    messages.removeLast(excess - dropped)
  }

  private mutating func takeAhead() {
    guard let last = seqs?.upperBound, !ahead.isEmpty else { return }
    var next = last + 1
    while let message = ahead.removeValue(forKey: next) {
      messages.append(message)
      next += 1
    }
    ahead = ahead.filter { $0.key > next }
  }

  private static func densePrefix(_ page: [Message]) -> [Message] {
    guard let first = page.first else { return [] }
    return page.enumerated().prefix { $1.seq == first.seq + Seq($0) }.map(\.element)
  }
}

/// A set of seqs that come in runs: the messages that were drawn.
struct SeqRanges: Equatable, Sendable {
  /// Disjoint, not adjacent, ascending.
  private var ranges: [ClosedRange<Seq>] = []

  func contains(_ seqs: ClosedRange<Seq>) -> Bool {
    ranges.contains { $0.lowerBound <= seqs.lowerBound && seqs.upperBound <= $0.upperBound }
  }

  /// - Complexity: O(number of runs), of which there are as many as the user has jumped.
  mutating func insert(_ seqs: ClosedRange<Seq>) {
    var merged = seqs
    ranges.removeAll { range in
      guard range.lowerBound <= merged.upperBound + 1, merged.lowerBound <= range.upperBound + 1 else {
        return false
      }
      merged = min(range.lowerBound, merged.lowerBound)...max(range.upperBound, merged.upperBound)
      return true
    }
    ranges.insert(merged, at: ranges.firstIndex { $0.lowerBound > merged.upperBound } ?? ranges.count)
  }

  /// The last of the seqs that follow `seq` without a gap; `seq` itself if the next one is missing.
  func end(after seq: Seq) -> Seq {
    ranges.first { $0.contains(seq + 1) }?.upperBound ?? seq
  }
}
