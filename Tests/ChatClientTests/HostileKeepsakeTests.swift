import Canvas
import ChatModel
import Foundation
import Testing

@testable import ChatClient

/// The file of the last run is as hostile as any other: somebody may have edited it.
@Suite struct HostileKeepsakeTests {
  private func world() -> World {
    var world = World(
      [Sample.info(Sample.general, head: 3), Sample.info(Sample.incidents)], opening: Sample.general)
    world.begin()
    return world
  }

  @Test("what is written as JSON is read as it was")
  func roundTrip() throws {
    var keepsake = Keepsake()
    keepsake.drafts = ["general": "a\n界 \u{1F469}\u{200D}\u{1F469}\u{200D}\u{1F467} \"quoted\""]
    keepsake.unsent = [.init(id: "x-1", channel: "incidents", body: "left over")]
    keepsake.arrangement = ListArrangement(sort: .recency, folded: [.channels, .direct])
    let data = try JSONEncoder().encode(keepsake)
    #expect(try JSONDecoder().decode(Keepsake.self, from: data) == keepsake)
    #expect(Keepsake().isEmpty)
    #expect(!keepsake.isEmpty)
  }

  @Test("an order of the list that this version does not know is an error, not a crash")
  func unknown() {
    let text = #"{"drafts":{},"unsent":[],"arrangement":{"sort":"by moon","folded":[]}}"#
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Keepsake.self, from: Data(text.utf8)) }
  }

  @Test("names that are no channels, ids and texts out of bounds are dropped; what is left is harmless")
  func hostile() {
    var world = world()
    var keepsake = Keepsake()
    keepsake.drafts = [
      "general": "\u{1B}[2Jdraft\u{202E}" + String(repeating: "x", count: 20_000), "": "x",
      "Not A Channel": "x",
      "../../etc": "x", String(repeating: "a", count: 200): "x",
    ]
    keepsake.unsent = [
      .init(id: "ok-1", channel: "general", body: "\u{1B}[31mred"),
      .init(id: "", channel: "general", body: "x"),
      .init(id: String(repeating: "i", count: 65), channel: "general", body: "x"),
      .init(id: "long", channel: "general", body: String(repeating: "x", count: 8_193)),
      .init(id: "blank", channel: "general", body: " \n"),
      .init(id: "ok-1", channel: "general", body: "twice"),
      .init(id: "where", channel: "no channel", body: "x"),
    ]
    world.post(.kept(keepsake))
    #expect(world.client.outbox.messages.map(\.event.id) == ["ok-1"])
    #expect(world.client.composer.editor.text.count == 8_192)
    #expect(world.client.composer.editor.text.hasPrefix("draftxxx"))
    #expect(world.client.composer.channelsWithDrafts == [])
    let screen = world.draw().canvas.text
    #expect(screen.contains("red  not sent: the client ended before "))
    #expect(!screen.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
  }

  @Test("thousands of drafts and unsent messages are no reason to fail")
  func many() {
    var world = world()
    var keepsake = Keepsake()
    for number in 0..<2_000 {
      keepsake.drafts["channel-\(number)"] = "draft"
      keepsake.unsent.append(.init(id: "id-\(number)", channel: "channel-\(number)", body: "text"))
    }
    world.post(.kept(keepsake))
    #expect(world.client.composer.channelsWithDrafts.count == 2_000)
    #expect(world.client.outbox.unsent.count == 2_000)
    world.draw()
    #expect(world.wait(.seconds(5)).withoutTitle.filter { if case .keep = $0 { true } else { false } } == [])
  }

  @Test("what of it was dropped is not kept any longer")
  func cleaned() {
    var world = world()
    var keepsake = Keepsake()
    keepsake.drafts = ["general": "draft", "Not A Channel": "x"]
    world.post(.kept(keepsake))
    keepsake.drafts["Not A Channel"] = nil
    #expect(world.wait(.seconds(2)).contains(.keep(keepsake)))
  }
}
