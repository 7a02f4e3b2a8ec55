import ChatModel
import ChatServer
import Testing

@Suite struct MemberCacheTests {
  private let room = ChannelID(stored: "room")
  private let hall = ChannelID(stored: "hall")

  private func list(_ version: Int64, _ count: Int) -> MemberList {
    MemberList(
      version: version, members: (0..<count).map { Member(user: UserID(stored: "u\($0)"), floor: 0) })
  }

  @Test func aListIsUsedWhileItsVersionIsTheOneSeen() {
    var cache = MemberCache()
    #expect(cache.missing([room: 1, hall: 1]) == [hall, room])
    let isCurrent = cache.store([room: list(1, 3)], seen: [room: 1, hall: 1])
    #expect(isCurrent)
    #expect(cache.missing([room: 1, hall: 1]) == [hall])
    #expect(cache.members(of: room).count == 3)
    #expect(cache.missing([room: 2]) == [room])
    let isOlder = !cache.store([room: list(1, 3)], seen: [room: 2])
    let isNewer = cache.store([room: list(3, 3)], seen: [room: 2])
    #expect(isOlder && isNewer)
  }

  @Test func aListThatIsNewerThanWhatIsSeenIsOfADatabaseThatHasGoneBack() {
    var cache = MemberCache()
    _ = cache.store([room: list(7, 3), hall: list(2, 1)], seen: [:])
    cache.forget(newerThan: [room: 5, hall: 2])
    #expect(cache.missing([room: 5, hall: 2]) == [room])
    _ = cache.store([room: list(6, 2)], seen: [room: 5])
    #expect(cache.missing([room: 5, hall: 2]).isEmpty, "somebody has come since")
  }

  @Test func whatIsTooMuchIsForgottenBetweenBatches() {
    var cache = MemberCache(capacity: 5)
    _ = cache.store([room: list(1, 3)], seen: [:])
    _ = cache.store([room: list(2, 3)], seen: [:])
    cache.makeRoom()
    #expect(cache.missing([room: 2]).isEmpty, "a newer list takes the place of the older one")
    _ = cache.store([hall: list(1, 3)], seen: [:])
    #expect(cache.missing([room: 2, hall: 1]).isEmpty, "a batch has all its lists at once")
    cache.makeRoom()
    #expect(cache.missing([room: 2, hall: 1]) == [hall, room])
  }
}
