import ChatModel

/// What both flows that consume the log work with.
public struct FlowPorts: Sendable {
  /// Where events come from.
  public var source: any EventSource
  /// Where they are counted.
  public var counters: any CounterWriter
  /// Where clients hear of them.
  public var notices: any NoticePublisher
  /// Where dead letters go.
  public var sink: any EventSink
  /// The time of day.
  public var clock: any WallClock
  /// The names of the topics.
  public var topics: Topics

  /// Creates a set of ports.
  public init(
    source: any EventSource, counters: any CounterWriter, notices: any NoticePublisher, sink: any EventSink,
    clock: any WallClock, topics: Topics = Topics()
  ) {
    self.source = source
    self.counters = counters
    self.notices = notices
    self.sink = sink
    self.clock = clock
    self.topics = topics
  }

  /// Appends dead letters to their topic.
  func bury(_ dead: [DeadLetter]) async throws {
    try await sink.append(dead.map { $0.entry(in: topics) })
  }
}
