import CRdKafka

/// Where a reader begins in a partition.
public enum KafkaStart: Sendable, Equatable {
  /// At the oldest record still kept.
  case beginning
  /// After the newest record, so that only later ones are read.
  case end
  /// At this offset; if it is not kept any more, at the oldest record.
  case offset(Int64)
  /// This many records before the end.
  case last(Int64)

  /// The value that librdkafka takes as an offset; the last case is the macro `RD_KAFKA_OFFSET_TAIL`.
  var rawOffset: Int64 {
    switch self {
    case .beginning: Int64(RD_KAFKA_OFFSET_BEGINNING)
    case .end: Int64(RD_KAFKA_OFFSET_END)
    case .offset(let offset): offset
    case .last(let count): Int64(RD_KAFKA_OFFSET_TAIL_BASE) - count
    }
  }
}
