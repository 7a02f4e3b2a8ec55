import ChatModel

/// What is saved of one bucket before its marks are taken away.
///
/// Counters that are dirty by themselves come with what is to be saved. Of channels that are dirty as a whole the members
/// are taken in chunks, so that an upsert stays small however large the channel is. All chunks are saved before any mark
/// goes: what a crash interrupts is saved again.
struct SyncBatch: Sendable, Equatable {
  /// What goes once everything is saved.
  let marks: DirtyMarks
  /// Whether channels were left to the next batch.
  let isMoreDirty: Bool
  /// How many counters were saved so far.
  private(set) var saved = 0
  private var chunks: ArraySlice<[ChannelUsers]>

  /// Plans a batch.
  /// - Parameters:
  ///   - marks: What is dirty, the longest-dirty first.
  ///   - most: The most counters in one upsert. Channels are taken up until there are so many, the last one whole.
  ///   - users: The members of a channel that are in the bucket.
  /// - Complexity: Linear in the members of the channels that are taken.
  init(_ marks: DirtyMarks, most: Int, users: (ChannelID) -> [UserID]) {
    var taken = DirtyMarks(counters: marks.counters)
    // What is dirty by itself is saved with the first chunk.
    var chunks: [[ChannelUsers]] = [[]]
    var room = most - marks.counters.count
    var size = marks.counters.count
    for mark in marks.channels where taken.channels.isEmpty || size < most {
      taken.channels.append(mark)
      var rest = users(mark.channel)[...]
      size += rest.count
      while !rest.isEmpty {
        if room <= 0 {
          chunks.append([])
          room = most
        }
        let part = rest.prefix(room)
        chunks[chunks.count - 1].append(ChannelUsers(channel: mark.channel, users: part))
        rest = rest.dropFirst(part.count)
        room -= part.count
      }
    }
    self.marks = taken
    self.chunks = chunks[...]
    isMoreDirty = taken.count < marks.count
  }

  /// Whose snapshots are to be asked for next; nil when everything is saved.
  var next: [ChannelUsers]? { chunks.first }

  /// What is saved with the next chunk besides.
  var alone: [Snapshot] { chunks.startIndex == 0 ? marks.counters.map(\.snapshot) : [] }

  /// Notes that so many were saved, and goes to the next chunk.
  mutating func took(_ count: Int) {
    saved += count
    chunks = chunks.dropFirst()
  }
}
