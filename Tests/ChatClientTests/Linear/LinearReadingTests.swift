import ChatModel
import Testing

@testable import ChatClient

@Suite struct LinearReadingTests {
  private func world(head: Seq, read: Seq, isAttended: Bool) -> LinearWorld {
    var world = LinearWorld(
      [Sample.info(Sample.incidents, head: head), Sample.info(Sample.random)], opening: Sample.incidents,
      isAttended: isAttended)
    world.server.read(read, in: Sample.incidents)
    world.begin()
    return world
  }

  private func unread(_ world: LinearWorld) -> Int { world.server.unread(Sample.incidents).unread }

  @Test("what was printed is read once a person enters a line, and has had the time to look")
  func attention() {
    var world = world(head: 20, read: 10, isAttended: true)
    world.wait(.seconds(60))
    #expect(unread(world) == 10)
    world.enter("")
    #expect(unread(world) == 10)
    world.wait(.milliseconds(299))
    #expect(unread(world) == 10)
    world.wait(.milliseconds(1))
    #expect(unread(world) == 0)
  }

  @Test("attention lasts for a while after a line, and then the next line has to come")
  func span() {
    var world = world(head: 20, read: 10, isAttended: true)
    world.enter("")
    world.wait(.seconds(20))
    world.say("soon", in: Sample.incidents)
    world.wait(.seconds(5))
    #expect(unread(world) == 0)
    world.wait(.seconds(10))
    world.say("late", in: Sample.incidents)
    world.wait(.seconds(60))
    #expect(unread(world) == 1)
    world.enter("/who")
    world.wait(.seconds(1))
    #expect(unread(world) == 0)
  }

  @Test("whoever asks for a shorter attention has it")
  func shortAttention() {
    var world = world(head: 20, read: 10, isAttended: true)
    world.client = LinearClient(
      user: Sample.alice, ids: IDSource(session: "test"), opening: Sample.incidents, isAttended: true,
      attention: .seconds(5))
    world.begin()
    world.enter("")
    world.wait(.seconds(6))
    #expect(unread(world) == 0)
    world.say("late", in: Sample.incidents)
    world.wait(.seconds(20))
    #expect(unread(world) == 1)
  }

  @Test("what has not been printed is not read")
  func pages() {
    var world = world(head: 200, read: 100, isAttended: true)
    world.enter("")
    world.wait(.seconds(1))
    #expect(unread(world) == 100 - (LinearReader.page - LinearReader.context))
    for _ in 0..<2 {
      world.enter("/more")
      world.wait(.seconds(1))
    }
    #expect(unread(world) == 0)
  }

  @Test("a jump across unread messages reads nothing, as on the screen")
  func jump() {
    var world = world(head: 200, read: 20, isAttended: true)
    world.enter("/newest")
    world.wait(.seconds(1))
    #expect(unread(world) > 100)
  }

  @Test("more messages than are in view, that came while nobody was there, are not read by one line")
  func absence() {
    var world = world(head: 1, read: 1, isAttended: true)
    for number in 0..<Seq(LinearReader.page) + 1 {
      world.say("message \(number)", in: Sample.incidents)
      world.wait(.seconds(2))
    }
    world.enter("")
    world.wait(.seconds(1))
    #expect(unread(world) == LinearReader.page + 1)
    world.enter("/unread")
    world.wait(.seconds(1))
    world.enter("/more")
    world.wait(.seconds(1))
    #expect(unread(world) == 0)
  }

  @Test("peeking reads nothing")
  func peek() {
    var world = world(head: 20, read: 10, isAttended: true)
    world.enter("/peek")
    world.wait(.seconds(5))
    #expect(unread(world) == 10)
    world.enter("/peek")
    world.wait(.seconds(1))
    #expect(unread(world) == 0)
  }

  @Test("from a pipe nothing is read by looking, only by /read")
  func pipe() {
    var world = world(head: 20, read: 10, isAttended: false)
    world.enter("")
    world.enter("/list")
    world.enter("/next")
    world.enter("/back")
    world.wait(.seconds(60))
    #expect(world.receipts == [])
    world.enter("/read")
    #expect(unread(world) == 0)
    world.enter("/undo")
    #expect(unread(world) == 10)
  }
}
