import ChatModel
import Doubles
import TestSupport
import Testing

@testable import ChatServer

@Suite struct SyncBatchTests {
  private func marks(counters: Int, channels: Int) -> DirtyMarks {
    DirtyMarks(
      counters: (0..<counters).map {
        let key = UserChannel(UserID(stored: "user\($0)"), ChannelID(stored: "alone"))
        return DirtyCounter(version: Int64($0), snapshot: Snapshot(key: key, of: UnreadNumbers(head: 1)))
      },
      channels: (0..<channels).map {
        DirtyChannel(channel: ChannelID(stored: "room\($0)"), version: Int64($0))
      })
  }

  @Test(
    "Every member of every channel that is taken is saved once, in upserts of at most so many",
    arguments: 0..<200)
  func chunks(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let most = Int.random(in: 1...9, using: &random)
    let marks = marks(
      counters: Int.random(in: 0...most, using: &random), channels: Int.random(in: 0...5, using: &random))
    var members: [ChannelID: [UserID]] = [:]
    for mark in marks.channels {
      members[mark.channel] = (0..<Int.random(in: 0...20, using: &random)).map { UserID(stored: "user\($0)") }
    }
    var batch = SyncBatch(marks, most: most) { members[$0] ?? [] }
    var saved: [UserChannel] = []
    var alone: [Snapshot] = []
    var sizes: [Int] = []
    while let next = batch.next {
      alone += batch.alone
      let keys = next.flatMap { group in group.users.map { UserChannel($0, group.channel) } }
      saved += keys
      sizes.append(batch.alone.count + keys.count)
      batch.took(keys.count)
    }
    let expected = batch.marks.channels.flatMap { mark in
      (members[mark.channel] ?? []).map { UserChannel($0, mark.channel) }
    }
    #expect(saved == expected, "seed \(seed)")
    #expect(sizes.allSatisfy { $0 <= most }, "seed \(seed): \(sizes)")
    #expect(alone == marks.counters.map(\.snapshot), "seed \(seed)")
    #expect(batch.marks.counters == marks.counters, "seed \(seed)")
    #expect(batch.isMoreDirty == (batch.marks.channels.count < marks.channels.count), "seed \(seed)")
    #expect(batch.marks.channels.isEmpty == marks.channels.isEmpty, "seed \(seed): no channel waits for ever")
  }

  @Test("Channels are taken until there is enough, the last one whole")
  func enough() {
    let users = (0..<6).map { UserID(stored: "user\($0)") }
    let batch = SyncBatch(marks(counters: 0, channels: 4), most: 10) { _ in users }
    #expect(batch.marks.channels.count == 2)
    #expect(batch.isMoreDirty)
  }
}
