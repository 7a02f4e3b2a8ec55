import Canvas
import ChatModel

@testable import ChatClient

extension RandomStream {
  /// Draws a frame, on top of an earlier one and from nothing, and mostly shows it.
  mutating func draw() {
    if Int.random(in: 0..<20, using: &generator) == 0 {
      theme = Self.themes.randomElement(using: &generator) ?? theme
    }
    let drawn = world.client.view(theme, after: frame)
    check(drawn, against: world.client.view(theme))
    if Int.random(in: 0..<8, using: &generator) > 0 { frame = drawn }
    if world.client.tracker.isAttentive(at: world.now) { ledger.draw(drawn.visible) }
    world.post(.drawn(drawn.visible))
  }

  private mutating func check(_ frame: Frame, against fresh: Frame) {
    let client = world.client
    if frame.visible != fresh.visible { fail("\(frame.visible) is not \(fresh.visible)") }
    if frame.canvas != fresh.canvas {
      fail("drawn after another frame:\n\(frame.canvas.text)\ninstead of:\n\(fresh.canvas.text)")
    }
    if frame.canvas.size != client.size { fail("the frame is \(frame.canvas.size), not \(client.size)") }
    if !frame.canvas.flaws.isEmpty { fail("broken at \(frame.canvas.flaws):\n\(frame.canvas.text)") }
    let isInside = frame.visible.targets.allSatisfy { $0.rect == $0.rect.intersection(frame.canvas.bounds) }
    if !isInside { fail("a target lies outside") }
    if frame.visible.isCovered { return }
    checkCursor(of: frame, client)
    for (channel, shown) in ShownBadge.all(on: frame) {
      let badge = ShownBadge(client.list.badge(channel), isDirect: channel.isDirect)
      if shown != badge { fail("\(channel) shows \(shown), not \(badge):\n\(frame.canvas.text)") }
    }
  }

  /// The cursor stands where keys go.
  private mutating func checkCursor(of frame: Frame, _ client: ClientState) {
    guard let cursor = frame.canvas.cursor else { return }
    let field: Rect? =
      switch client.mode {
      case .write: client.layout.composer
      case .filter: client.layout.list
      case .browse, .select, .find, .search, .help: nil
      }
    if field?.contains(cursor) != true { fail("the cursor is at \(cursor) in mode \(client.mode)") }
  }

  /// Everything works again, and the last answers come.
  mutating func calm() {
    world.isAnswering = true
    if world.client.isPeeking { world.press(Key(.escape), Key(.escape), Key(.escape), .plain("P")) }
    fail(everything: "the outage is over")
    world.post(.heard(.connected))
    world.wait(.seconds(120))
    for channel in Self.channels {
      let expected = world.server.unread(channel).badge(in: channel)
      let badge = world.client.list.badge(channel)
      if badge != expected { fail("\(channel) shows \(badge), not \(expected)") }
    }
    look()
    if world.client.receipts.count > 0 { fail("receipts are left") }
    if let deadline = world.client.nextDeadline, deadline <= world.now { fail("never quiet") }
  }

  /// With somebody looking who goes to the first unread message and reads on, everything is read.
  private mutating func look() {
    world.press(Key(.escape), Key(.escape), Key(.escape), Key(.escape))
    if world.client.isPeeking { world.press(Key(.character("P"))) }
    world.post(.input(.resize(Size(width: 80, height: 24))))
    world.post(.input(.focus(true)))
    guard let channel = world.client.conversation?.channel else { return fail("nothing is open") }
    world.press(Key(.character("J")))
    for _ in 0..<100 where world.server.unread(channel).unread > 0 {
      world.draw()
      world.wait(.seconds(1))
      world.press(Key(.pageDown))
    }
    let unread = world.server.unread(channel)
    if unread.unread > 0 { fail("\(channel) is read only up to \(unread.readUpTo) of \(unread.head)") }
  }
}
