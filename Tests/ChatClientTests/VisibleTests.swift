import Canvas
import ChatModel
import TestSupport
import Testing

@testable import ChatClient

/// What a frame says that it shows decides what is read, so it has to be what is on the screen.
@Suite struct VisibleTests {
  @Test("the messages said to be shown are those that can be read off the screen", arguments: 0..<20)
  func messages(seed: UInt64) {
    var generator = SeededRandom(seed: seed)
    var world = World([Sample.info(Sample.incidents, head: 400)])
    world.server.read(Seq.random(in: 1...400, using: &generator), in: Sample.incidents)
    world.begin()
    let keys: [Key] = [
      Key(.up), Key(.down), Key(.pageUp), Key(.pageDown), .control("u"), .control("d"), .plain("g"),
      .plain("G"),
      .plain("J"), .plain("b"), .plain("u"), Key(.escape),
    ]
    for _ in 0..<40 {
      let size = Size(
        width: Int.random(in: 64...130, using: &generator), height: Int.random(in: 8...45, using: &generator))
      if Bool.random(using: &generator) { world.post(.input(.resize(size))) }
      world.press(keys.randomElement(using: &generator) ?? Key(.up))
      let frame = world.draw()
      let pane = world.client.layout.pane
      let rows = (pane.y..<pane.maxY).map {
        frame.canvas.words(in: Rect(x: pane.x, y: $0, width: pane.width, height: 1))
      }
      let read = rows.compactMap { row in
        row.dropLast().last == "message" ? row.last.flatMap { Seq($0) } : nil
      }
      #expect(read.first == frame.visible.seqs?.lowerBound, "seed \(seed)")
      #expect(read.last == frame.visible.bottom, "seed \(seed)")
      #expect(read == read.first.map { Array($0...$0 + Seq(read.count) - 1) }, "seed \(seed)")
    }
  }

  @Test("under an overlay nothing counts as shown", arguments: [Key.control("k"), .plain("/"), .plain("?")])
  func covered(key: Key) {
    var world = World.scene(Size(width: 80, height: 24))
    world.press(key)
    #expect(world.draw().visible.isCovered)
    #expect(world.wait(.seconds(60)).receipts == [])
  }

  @Test("a channel that the user is not a member of any more shows nothing")
  func gone() {
    var world = World.scene(Size(width: 80, height: 24))
    world.post(.channels([Sample.info(Sample.random)]))
    let visible = world.client.view(.monochrome).visible
    #expect(visible.channel == nil)
    #expect(visible.seqs == nil)
    #expect(visible.bottom == nil)
  }
}
