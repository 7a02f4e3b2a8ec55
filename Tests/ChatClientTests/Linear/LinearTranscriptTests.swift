import ChatModel
import Testing

@testable import ChatClient

@Suite struct LinearTranscriptTests {
  @Test("an incident, from connecting to quitting")
  func incident() {
    var world = LinearWorld.scene()
    world.begin()
    world.enter("Confirming, give me two minutes")
    world.say("thanks", author: "erin", in: Sample.incidents)
    world.frame()
    world.say("are you there, @alice?", author: "bob", in: Sample.general)
    world.frame()
    world.wait(.seconds(1))
    world.enter("/open gen")
    world.enter("/read")
    world.enter("/quit")
    #expect(
      world.transcript == [
        "connecting as alice; /help lists the commands",
        "connected as alice: 6 channels, 16 unread, 3 mentions",
        "#incidents opened: Production incidents, now and past; 128 members; 2 unread, 1 mention",
        "14:01 carol: Rolling back api-3, error rate is at 2 %",
        "14:02 carol: Do not deploy",
        "14:03 dave: Back to normal here",
        "-- new messages --",
        "14:04 erin mentions you: @alice can you confirm from the EU side? See #release for what went out last night.",
        "14:05 frank: p99 is flat again",
        "sent: Confirming, give me two minutes",
        "14:07 erin: thanks",
        "#general: 13 unread, 1 mention",
        "#general opened: Everything else; 128 members; 13 unread, 1 mention",
        "-- new messages --",
        "14:01 carol: message 1", "14:02 dave: message 2", "14:03 erin: message 3", "14:04 bob: message 4",
        "14:05 carol: message 5", "14:06 dave: message 6", "14:07 erin: message 7", "14:08 bob: message 8",
        "14:09 carol: message 9", "14:10 dave: message 10", "14:11 erin: message 11", "14:12 bob: message 12",
        "14:13 bob mentions you: are you there, @alice?",
        "marked as read; /undo undoes",
      ])
    #expect(world.hasQuit)
  }

  @Test("a channel begins with a little of what is known, and says on which day it was")
  func days() {
    var world = LinearWorld([Sample.info(Sample.incidents, head: 700)])
    world.server.read(700, in: Sample.incidents)
    world.begin()
    #expect(
      world.transcript.dropFirst(2).prefix(4) == [
        "#incidents opened: 128 members; nothing unread", "-- Tue 24 Nov 2026 --", "01:31 erin: message 691",
        "01:32 bob: message 692",
      ])
    #expect(world.transcript.last == "01:40 bob: message 700")
  }

  @Test("a message of several lines is one line")
  func lines() {
    var world = LinearWorld([Sample.info(Sample.incidents)])
    world.begin()
    #expect(world.transcript.last == "no messages yet")
    world.say("one\n\n  two\r\nthree  ", in: Sample.incidents)
    #expect(world.frame() == ["14:01 bob: one / two / three"])
  }

  @Test("everyone is mentioned, oneself is not by oneself, and nobody is in a direct chat")
  func mentions() {
    var world = LinearWorld([Sample.info(Sample.incidents), Sample.info(Sample.bobAndAlice, members: 2)])
    world.begin()
    world.say("@channel lunch", in: Sample.incidents)
    world.say("note to @alice", author: "alice", in: Sample.incidents)
    #expect(world.frame() == ["14:01 bob mentions everyone: @channel lunch", "14:02 alice: note to @alice"])
    world.say("@alice hi", in: Sample.bobAndAlice)
    #expect(world.frame() == ["bob: 1 unread"])
    #expect(
      world.enter("/next") == [
        "bob opened: direct chat; 1 unread", "-- new messages --", "14:01 bob: @alice hi",
      ])
  }

  @Test("the list begins with what is unread, and says what is open and muted")
  func list() {
    var world = LinearWorld.scene()
    world.begin()
    #expect(
      world.enter("/list") == [
        "#incidents: 2 unread, 1 mention; open", "bob: 2 unread", "#general: 12 unread",
        "#random: nothing unread", "#release: 4 unread; muted", "carol: nothing unread",
      ])
  }

  @Test("who is there is said when it is asked for only")
  func presence() {
    var world = LinearWorld.scene()
    world.server.online = [Sample.bob]
    world.begin()
    world.post(.heard(.notice(.typing(UserChannel(UserID(stored: "erin"), Sample.incidents)))))
    #expect(world.frame() == [])
    #expect(world.enter("/who") == ["online: bob", "writing here: erin"])
  }

  @Test("services that are down and back, and badges that cannot be believed, are told of once")
  func health() {
    var world = LinearWorld([Sample.info(Sample.incidents)])
    world.begin()
    world.post(.health(.redis, .down("connection refused")))
    world.post(.heard(.disconnected("connection refused")))
    #expect(world.frame() == ["redis is down: connection refused", "badges are stale since 14:00"])
    world.post(.health(.redis, .down("still refused")))
    #expect(world.frame() == [])
    world.post(.health(.redis, .up))
    world.post(.heard(.connected))
    #expect(world.wait(.seconds(1)) == ["redis is back", "badges are right again"])
    world.isAnswering = false
    world.post(.countersNotBuilt)
    #expect(world.frame() == ["badges are being rebuilt by a server"])
  }
}
