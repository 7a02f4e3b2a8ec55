/// What a member of a consumer group has read of the partitions that it holds: what it may commit.
///
/// A batch can outlive its partitions: while a step waits for a database, the group gives them to another member, which
/// reads on and commits, and gives them back. Brokers check only that whoever commits is a member, so a commit of what was
/// read before would set the offset back. What was read in an earlier holding is therefore not committed; it was delivered
/// again anyway, and everything that was done with it may be repeated.
public struct Holdings: Sendable, Equatable {
  /// The offsets of what was read of each partition since it was given to this member, from the first to the last.
  private var read: [LogPartition: ClosedRange<Int64>] = [:]

  /// Creates holdings of which nothing was read.
  public init() {}

  /// Notes records as read, in time linear in them.
  public mutating func note(_ records: [LogRecord]) {
    records.forEachRun { first, last in
      let start = read[last.partition]?.lowerBound ?? first.offset
      read[last.partition] = start...max(start, last.offset)
    }
  }

  /// Notes that partitions were given away or lost, even if they come back at once.
  public mutating func lose(_ partitions: some Sequence<LogPartition>) {
    for partition in partitions { read[partition] = nil }
  }

  /// Those of `next`, the offsets after the last record of a batch, that may be committed: this record, or its repeat, was
  /// read since the partition was given to this member.
  public func committable(_ next: [LogPartition: Int64]) -> [LogPartition: Int64] {
    next.filter { partition, offset in read[partition]?.contains(offset - 1) ?? false }
  }
}

extension [LogRecord] {
  /// Calls `body` with the first and the last record of each run of a partition.
  ///
  /// Polled records come in such runs, each in order, so what is to be noted of a partition need not be looked up for
  /// every record.
  public func forEachRun(_ body: (_ first: LogRecord, _ last: LogRecord) -> Void) {
    var first = startIndex
    for index in indices where index + 1 == endIndex || self[index + 1].partition != self[index].partition {
      body(self[first], self[index])
      first = index + 1
    }
  }
}
