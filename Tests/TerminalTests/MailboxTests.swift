import Glibc
import Lanes
import Terminal
import Testing

@Suite(.timeLimit(.minutes(20))) struct MailboxTests {
  @Test func messagesComeInOrderAndWakeTheReader() throws {
    let pipe = try WakePipe()
    let mailbox = Mailbox<Int>(waking: pipe, limit: 2)
    let posted = [mailbox.post(1), mailbox.post(2), mailbox.post(3)]
    #expect(posted == [true, true, false])
    var ready = pollfd(fd: pipe.readEnd, events: Int16(POLLIN), revents: 0)
    #expect(poll(&ready, 1, 0) == 1)
    #expect(mailbox.drain() == [1, 2])
    #expect(mailbox.drain() == [])
  }

  @Test func ofWhatIsDroppedOneMessageTellsAtOnce() throws {
    let mailbox = Mailbox<String>(waking: try WakePipe(), limit: 2)
    for round in 1...2 {
      for number in 1...5 { mailbox.post("\(number)", orOnce: "missed") }
      mailbox.post("needed", isNeeded: true)
      #expect(mailbox.drain() == ["1", "2", "missed", "needed"], "round \(round)")
    }
    mailbox.post("1", orOnce: "missed")
    #expect(mailbox.drain() == ["1"])
  }

  @Test func nothingIsLostBetweenThreads() async throws {
    let mailbox = Mailbox<Int>(waking: try WakePipe())
    await withTaskGroup { group in
      for number in 0..<100 { group.addTask { _ = mailbox.post(number) } }
    }
    #expect(Set(mailbox.drain()) == Set(0..<100))
  }
}
