import ChatModel
import Testing

@testable import ChatClient

/// The database is restored from an older backup while the client runs: the seqs that it knows are those of other messages.
@Suite struct RestoredDatabaseTests {
  /// A client that has read everything, and what the server was before it heard of more.
  private func world() -> (world: World, backup: FakeServer) {
    var world = World(
      [Sample.info(Sample.incidents, head: 3), Sample.info(Sample.general, head: 3)],
      opening: Sample.incidents)
    world.server.read(3, in: Sample.incidents)
    world.server.read(3, in: Sample.general)
    world.begin()
    world.wait(.seconds(5))
    let backup = world.server
    for number in 1...20 {
      world.say("lost \(number)", in: Sample.incidents)
      world.say("lost \(number)", in: Sample.general)
    }
    world.press(.plain("G"))
    world.draw()
    world.wait(.seconds(5))
    return (world, backup)
  }

  /// The server goes back, is told something, and says so.
  private func restore(_ world: inout World, _ backup: FakeServer) {
    world.server = backup
    _ = world.server.store(Sample.incidents, author: "bob", body: "found again")
    _ = world.server.store(Sample.general, author: "bob", body: "here too")
    let found = Timestamp(milliseconds: world.time.wall.milliseconds)
    world.post(.heard(.notice(.status(ServerStatus(restored: found)))))
    world.wait(.seconds(1))
    world.draw()
  }

  @Test("what is there now is shown and counted, and nothing of what is lost")
  func shown() {
    var (world, backup) = world()
    #expect(world.screen.contains("lost 20"))
    restore(&world, backup)
    #expect(world.screen.contains("found again"))
    #expect(!world.screen.contains("lost"))
    #expect(world.client.list[Sample.general]?.head == 4)
    #expect(world.client.list.badge(Sample.general) == Badge(unread: 1))
  }

  @Test("what is read then is what is there, so that the server can take it")
  func read() {
    var (world, backup) = world()
    let before = world.receipts.count
    restore(&world, backup)
    world.press(.plain("G"))
    world.draw()
    world.wait(.seconds(2))
    #expect(world.receipts.dropFirst(before).map(\.seq) == [4])
    #expect(world.client.list.badge(Sample.incidents) == Badge())
    world.say("and on it goes", in: Sample.incidents)
    #expect(world.screen.contains("and on it goes"))
  }

  @Test("what was read and is not acknowledged is forgotten, in the file too")
  func unacknowledged() {
    var (world, backup) = world()
    world.isAnswering = false
    world.say("lost in flight", in: Sample.incidents)
    world.client.join(Unread(read: .read(24, epoch: 0)), in: Sample.incidents)
    world.wait(.seconds(2))
    #expect(world.client.receipts.count == 1)
    #expect(world.client.spool.saved?.isEmpty == false)
    world.isAnswering = true
    for effect in world.takeUnanswered() {
      if case .sendReceipt = effect { continue }
      for event in world.server.perform(effect) { world.post(event) }
    }
    restore(&world, backup)
    #expect(world.client.receipts.count == 0)
    world.wait(.seconds(2))
    #expect(world.client.spool.saved?.isEmpty == true)
    #expect(
      world.client.list[Sample.incidents]?.unread?.readUpTo == world.server.unread(Sample.incidents).readUpTo)
  }

  @Test("an edit, a search and the way back end; what was being written stays")
  func inTheMiddle() {
    var (world, backup) = world()
    world.press(.plain("i"))
    world.type("half a sentence")
    world.client.trail = [Place(channel: Sample.general, top: Anchor(seq: 20, line: 0))]
    world.client.undo = [Sample.general: .listed(Unread(head: 23))]
    restore(&world, backup)
    #expect(world.client.composer.editor.text == "half a sentence")
    #expect(world.client.isWriting)
    #expect(world.client.trail.isEmpty && world.client.undo.isEmpty)
    world.client.editing = Sample.message(20)
    restore(&world, backup)
    #expect(world.client.editing == nil)
    #expect(world.client.composer.editor.text.isEmpty, "it was the text of a message that is no more")
  }

  @Test("lines go on with what is there now")
  func linear() {
    var world = LinearWorld(
      [Sample.info(Sample.incidents, head: 3)], opening: Sample.incidents, isAttended: true)
    world.server.read(3, in: Sample.incidents)
    world.begin()
    world.wait(.seconds(2))
    let backup = world.server
    for number in 1...9 { world.say("lost \(number)", in: Sample.incidents) }
    world.server = backup
    _ = world.server.store(Sample.incidents, author: "bob", body: "found again")
    world.post(.heard(.notice(.status(ServerStatus(restored: world.time.wall)))))
    world.wait(.seconds(1))
    #expect(world.transcript.contains { $0.contains("restored from an older one") })
    #expect(world.transcript.last?.contains("found again") == true)
  }
}

@Suite struct DatabaseWatchTests {
  private func at(_ second: Int64) -> Timestamp { Timestamp(milliseconds: second * 1_000) }

  @Test("only what happened after the client began is news, and once")
  func news() {
    var watch = DatabaseWatch(began: at(100))
    let answers = [nil, at(90), nil, at(110), at(110), nil, at(110), at(90), at(120)]
      .map { watch.isAnother(restored: $0) }
    #expect(answers == [false, false, false, true, false, false, false, false, true])
  }
}
