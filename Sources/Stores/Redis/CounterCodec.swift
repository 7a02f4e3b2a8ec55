import ChatModel
import Redis

/// How counters are written as arguments of the functions, and read from their replies.
enum CounterCodec {
  /// A delta: `user channel head floor position epoch marker <mentions> seq… <own> seq…`.
  static func append(_ key: UserChannel, _ delta: Unread, to call: inout FunctionCall) {
    call.append(key.user.rawValue)
    call.append(key.channel.rawValue)
    let read = delta.read
    for register in [delta.head, delta.floor, read.position, read.marker.epoch, read.marker.seq] {
      call.append(register)
    }
    for seqs in [delta.mentions, delta.own] {
      call.append(seqs.count)
      for seq in seqs.sorted() { call.append(seq) }
    }
  }

  /// Reads `head floor position epoch marker …`, or `nil` if it is anything else.
  static func state(_ text: String) -> Unread? {
    let numbers = text.split(separator: " ").compactMap { Int64($0) }
    guard numbers.count == 7 else { return nil }
    return Unread(
      head: numbers[0], floor: numbers[1],
      read: ReadState(position: numbers[2], marker: ReadMarker(epoch: numbers[3], seq: numbers[4])))
  }

  /// Reads an entry of the function `counters`.
  static func entry(_ value: RedisValue) -> (ChannelID, Unread)? {
    guard let parts = value.array, parts.count == 4, let channel = parts[0].string,
      var unread = parts[1].string.flatMap(state)
    else { return nil }
    unread.mentions = seqs(parts[2])
    unread.own = seqs(parts[3])
    return (ChannelID(stored: channel), unread)
  }

  private static func seqs(_ value: RedisValue) -> Set<Seq> {
    Set((value.array ?? []).compactMap { $0.string.flatMap { Seq($0) } })
  }

  /// Reads the entries of the function `dirty`: counters with versions, or names of channels with versions.
  static func dirty(_ entries: [RedisValue]) -> DirtyMarks {
    var marks = DirtyMarks()
    for parts in entries.compactMap(\.array) {
      guard let version = parts.last?.string.flatMap({ Int64($0) }) else { continue }
      if let snapshot = snapshot(parts.dropLast()) {
        marks.counters.append(DirtyCounter(version: version, snapshot: snapshot))
      } else if parts.count == 2, let channel = parts[0].string {
        marks.channels.append(DirtyChannel(channel: ChannelID(stored: channel), version: version))
      }
    }
    return marks
  }

  /// Reads an entry of the function `snapshots`: user, channel, state, unread, mentions.
  static func snapshot(_ parts: ArraySlice<RedisValue>) -> Snapshot? {
    guard parts.count == 5, let user = parts[0].string, let channel = parts[1].string,
      let state = parts[2].string.flatMap(state), let unread = parts[3].integer,
      let mentions = parts[4].integer
    else { return nil }
    return Snapshot(
      key: UserChannel(UserID(stored: user), ChannelID(stored: channel)), head: state.head,
      readUpTo: ReadMarker(epoch: state.read.marker.epoch, seq: state.readUpTo),
      badge: Badge(unread: Int(unread), mentions: Int(mentions)))
  }
}
