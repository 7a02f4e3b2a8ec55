import ChatModel

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
