import ChatModel
import Testing

@testable import ChatClient

@Suite struct LinearHostilityTests {
  private static let evil = [
    "\u{1B}[2J\u{1B}]0;owned\u{7}hello", "\u{9B}31mred\u{202E}txet", "one\r14:00 carol: forged",
    "a\u{2028}b\u{85}c\u{0}d",
    "\u{1B}", "\u{E0041}\u{200B}", String(repeating: "\n", count: 5_000),
    String(repeating: "é́́́́́́́́́́́", count: 3_000),
  ]

  /// What may not be on a line: controls, line ends, and what changes the direction.
  private func isHarmless(_ line: String) -> Bool {
    line.unicodeScalars.count <= LinearPage.width + 1
      && line.unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: false
        default: !(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value)
        }
      }
  }

  @Test("whatever others call themselves, write and answer, every line is one harmless line", arguments: evil)
  func harmless(_ evil: String) {
    let name = ChannelID(stored: "x\(evil)")
    let infos = [
      Sample.info(Sample.incidents, topic: evil), Sample.info(name, topic: evil),
      Sample.info(ChannelID(stored: "dm.alice.\(evil)")),
    ]
    var world = LinearWorld(infos, opening: Sample.incidents)
    world.begin()
    world.say(evil, author: evil, in: Sample.incidents)
    world.say("@alice \(evil)", author: evil, in: name)
    world.wait(.seconds(1))
    for service in Dependency.allCases { world.post(.health(service, .down(evil))) }
    world.post(.heard(.notice(.typing(UserChannel(UserID(stored: evil), Sample.incidents)))))
    world.post(.heard(.notice(.presence(UserID(stored: evil), isOnline: true))))
    for line in ["/list", "/who", "/search \(evil)", "/open \(evil)", "/\(evil)", evil, "/next", "/mute"] {
      world.enter(line)
    }
    world.isAnswering = false
    world.enter("will fail")
    for effect in world.effects {
      guard case .send(let event) = effect else { continue }
      world.post(.sendFailed(id: event.id, reason: evil))
    }
    world.post(.failed(.attention(Sample.incidents), reason: evil))
    world.wait(.seconds(1))
    #expect(world.transcript.count > 20)
    for line in world.transcript { #expect(isHarmless(line), "\(line.debugDescription)") }
  }

  @Test("a message cannot pass for another line")
  func forgery() {
    var world = LinearWorld([Sample.info(Sample.incidents)])
    world.begin()
    world.say("hi\n14:09 carol: I quit\n-- new messages --", in: Sample.incidents)
    #expect(world.frame() == ["14:01 bob: hi / 14:09 carol: I quit / -- new messages --"])
  }
}
