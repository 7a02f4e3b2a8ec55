import ChatModel
import Redis

/// How counters are written as arguments of the functions, and read from their replies.
enum CounterCodec {
  /// A delta: `user channel turn head floor position epoch marker <mentions> seq… <uncounted> seq…`.
  static func append(_ key: UserChannel, _ delta: Unread, to call: inout FunctionCall) {
    call.append(key.user.rawValue)
    call.append(key.channel.rawValue)
    let read = delta.read
    for register in [delta.turn, delta.reach, delta.floor, read.position, read.marker.epoch, read.marker.seq]
    {
      call.append(register)
    }
    call.append(delta.mentions.count + delta.everyone.count)
    for seq in delta.mentions.sorted() { call.append(seq) }
    for seq in delta.everyone.sorted() { call.append(everyone(seq)) }
    call.append(delta.uncounted.count)
    for seq in delta.uncounted.sorted() { call.append(seq) }
  }

  /// How a seq is written that mentions everyone.
  static func everyone(_ seq: Seq) -> String { "\(seq)*" }

  /// Reads `head floor position epoch marker named everyone uncounted`, or `nil` if it is anything else, or more is counted
  /// than there can be.
  static func state(_ text: String) -> UnreadNumbers? {
    let words = text.split(separator: " ").compactMap { Int64($0) }
    guard words.count == 8, words.allSatisfy({ (0...Seq.mostSeq).contains($0) }),
      words[5] + words[6] <= words[0], words[7] <= words[0]
    else { return nil }
    return UnreadNumbers(
      head: words[0], floor: words[1],
      read: ReadState(position: words[2], marker: ReadMarker(epoch: words[3], seq: words[4])),
      named: Int(words[5]), everyone: Int(words[6]), uncounted: Int(words[7]))
  }

  /// Reads the reply of the function `badges`: channel, state, channel, state….
  static func badges(_ words: [RedisValue]) -> [ChannelID: UnreadNumbers] {
    var badges: [ChannelID: UnreadNumbers] = [:]
    for index in stride(from: 0, to: words.count - 1, by: 2) {
      guard let channel = words[index].string, let numbers = words[index + 1].string.flatMap(state) else {
        continue
      }
      badges[ChannelID(stored: channel)] = numbers
    }
    return badges
  }

  /// Reads an entry of the function `counters`, or `nil` if its seqs are not as many as its state says.
  static func entry(_ value: RedisValue) -> (ChannelID, Unread)? {
    guard let parts = value.array, parts.count == 4, let channel = parts[0].string,
      let numbers = parts[1].string.flatMap(state)
    else { return nil }
    var unread = numbers.registers
    let words = words(parts[2])
    unread.mentions = Set(words.compactMap { Seq($0) })
    unread.everyone = Set(words.lazy.filter { $0.hasSuffix("*") }.compactMap { Seq($0.dropLast()) })
    unread.uncounted = Set(self.words(parts[3]).compactMap { Seq($0) })
    return UnreadNumbers(unread) == numbers ? (ChannelID(stored: channel), unread) : nil
  }

  private static func words(_ value: RedisValue) -> [String] {
    (value.array ?? []).compactMap(\.string)
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

  /// Reads an entry of the function `snapshots`: user, channel, state.
  static func snapshot(_ parts: ArraySlice<RedisValue>) -> Snapshot? {
    guard parts.count == 3, let user = parts[0].string, let channel = parts[1].string,
      let numbers = parts[2].string.flatMap(state)
    else { return nil }
    return Snapshot(key: UserChannel(UserID(stored: user), ChannelID(stored: channel)), of: numbers)
  }
}
