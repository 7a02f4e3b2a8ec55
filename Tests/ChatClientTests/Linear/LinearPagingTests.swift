import ChatModel
import Testing

@testable import ChatClient

@Suite struct LinearPagingTests {
  private func world(head: Seq, read: Seq, isAttended: Bool = true) -> LinearWorld {
    var world = LinearWorld([Sample.info(Sample.incidents, head: head)], isAttended: isAttended)
    world.server.read(read, in: Sample.incidents)
    world.begin()
    return world
  }

  /// The numbers of the messages among lines.
  private func numbers(_ lines: some Sequence<String>) -> [Seq] {
    lines.compactMap { line in line.firstRange(of: ": message ").flatMap { Seq(line[$0.upperBound...]) } }
  }

  @Test("a person gets a page at a time, across pages of the database")
  func more() {
    var world = world(head: 300, read: 100)
    #expect(numbers(world.transcript) == Array(98...147))
    #expect(world.transcript.last == "-- 153 more messages: /more --")
    #expect(world.wait(.seconds(10)) == [])
    #expect(numbers(world.enter("/more")) == Array(148...197))
    #expect(numbers(world.enter("/more")) == Array(198...247))
    #expect(numbers(world.enter("/more")) == Array(248...297))
    #expect(world.transcript.last == "-- 3 more messages: /more --")
    #expect(numbers(world.enter("/more")) == Array(298...300))
    #expect(world.enter("/more") == ["no more messages"])
    world.say("message 301", in: Sample.incidents)
    #expect(numbers(world.frame()) == [301])
  }

  @Test("a pipe gets everything")
  func pipe() {
    var world = world(head: 1_000, read: 100, isAttended: false)
    world.wait(.seconds(1))
    #expect(numbers(world.transcript) == Array(98...1_000))
  }

  @Test("older pages come before, to the first message, and what is new still comes after")
  func older() {
    var world = world(head: 200, read: 200)
    #expect(numbers(world.transcript) == Array(191...200))
    for first: Seq in stride(from: 171, to: 0, by: -20) {
      #expect(numbers(world.enter("/older")) == Array(first...first + 19))
    }
    world.say("message 201", in: Sample.incidents)
    #expect(numbers(world.frame()) == [201])
    #expect(numbers(world.enter("/older")) == Array(1...10))
    #expect(world.enter("/older") == ["nothing comes before"])
    world.say("message 202", in: Sample.incidents)
    #expect(numbers(world.frame()) == [202])
  }

  @Test("what is far back in a long channel can be paged to, though only a part is kept")
  func longWay() {
    var world = world(head: 5_000, read: 5_000)
    for _ in 0..<150 { world.enter("/older") }
    #expect(numbers(world.transcript).min() == 1_991)
    world.say("message 5001", in: Sample.incidents)
    #expect(numbers(world.frame()) == [5_001])
    #expect(world.client.state.conversation?.window.count ?? 0 <= MessageWindow.limit)
  }

  @Test("a message that was found is gone to, and one can go on from there, and back")
  func found() {
    var world = world(head: 400, read: 400)
    #expect(
      world.enter("/search message 77") == [
        "4 found, the newest first; /goto N goes to one", "1: #incidents, 23 Nov 20:17 carol: message 377",
        "2: #incidents, 23 Nov 18:37 carol: message 277", "3: #incidents, 23 Nov 16:57 carol: message 177",
        "4: #incidents, 23 Nov 15:17 carol: message 77",
      ])
    let lines = world.enter("/goto 4")
    #expect(numbers(lines) == Array(74...86))
    #expect(lines.contains("found: 15:17 carol: message 77"))
    #expect(lines.last == "-- 314 more messages: /more --")
    world.say("message 401", in: Sample.incidents)
    #expect(world.frame() == ["#incidents: 1 unread"])
    #expect(numbers(world.enter("/more")) == Array(87...136))
    #expect(numbers(world.enter("/back")).last == 401)
    #expect(world.enter("/goto 9") == ["/goto takes a number from 1 to 4"])
  }

  @Test("a search that finds nothing, or fails, says so")
  func notFound() {
    var world = world(head: 4, read: 4)
    #expect(world.enter("/goto 1") == ["nothing was searched for"])
    #expect(world.enter("/searchall whale") == ["nothing found"])
    world.isAnswering = false
    world.enter("/search whale")
    world.post(
      .failed(.search(SearchQuery(words: "whale", channel: Sample.incidents)), reason: "timeout\u{7}"))
    #expect(world.frame() == ["the search failed: timeout"])
  }

  @Test("messages that cannot be loaded are told of once, and come when they can be")
  func failure() {
    var world = LinearWorld([Sample.info(Sample.incidents, head: 9)])
    world.isAnswering = false
    world.post(.started)
    world.post(.channels([Sample.info(Sample.incidents, head: 9)]))
    world.post(.counters([Sample.incidents: .listed(Unread(head: 9))], complete: true))
    world.print()
    world.post(.failed(.messages(Sample.incidents, 1...9), reason: "connection lost"))
    #expect(world.frame() == ["could not load messages: connection lost; trying again"])
    world.isAnswering = true
    #expect(numbers(world.wait(.seconds(2))) == Array(1...9))
  }

  @Test("counts that come late are not too late: the first unread message is printed then")
  func lateCounts() {
    var world = LinearWorld([Sample.info(Sample.incidents, head: 300)])
    world.server.read(100, in: Sample.incidents)
    world.isAnswering = false
    world.post(.started)
    world.post(.channels([Sample.info(Sample.incidents, head: 300)]))
    world.post(.countersNotBuilt)
    world.post(.messages(Sample.incidents, 250...300, Sample.messages(250...300)))
    world.isAnswering = true
    #expect(numbers(world.print()) == Array(291...300))
    let lines = world.wait(.seconds(2))
    #expect(numbers(lines) == Array(98...147))
    #expect(lines.contains("-- new messages --"))
  }
}
