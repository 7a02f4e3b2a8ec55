import Canvas
import Glibc
import Synchronization
import Terminal

/// The loop of the fixture.
struct Fixture {
  let screen: TerminalScreen
  let mailbox: Mailbox<String>
  private var last = "ready"
  private var count = 0
  /// Where the last row leads.
  private var target: String?
  private var isRunning = true

  init(screen: TerminalScreen, mailbox: Mailbox<String>) {
    self.screen = screen
    self.mailbox = mailbox
  }

  mutating func run() {
    draw()
    while isRunning {
      for event in screen.wait() { handle(event) }
      if isRunning { draw() }
    }
  }

  private func draw() {
    var canvas = Canvas(size: screen.size)
    // Another colour each time, so that no character of the last event is left to stand.
    canvas.draw("<\(last)>", at: .zero, style: Style(count.isMultiple(of: 2) ? .red : .green))
    canvas.draw("size \(screen.size.width)x\(screen.size.height)", at: Point(x: 0, y: 1))
    canvas.draw("steady 漢 e\u{301} 👨‍👩‍👧", at: Point(x: 0, y: 2), style: Style(.indexed(200)))
    canvas.draw(
      StyledText("a row ")
        + StyledText("underlined", style: Style(.blue, on: .default, .underline), link: target),
      at: Point(x: 0, y: 3))
    canvas.cursor = Point(x: 3, y: 1)
    screen.render(canvas)
  }

  private mutating func handle(_ event: InputEvent) {
    count += 1
    switch event {
    case .woken: last = "mail \(mailbox.drain())"
    case .key(let key): press(key)
    case .signal, .end:
      last = "\(event)"
      isRunning = false
    default: last = "\(event)"
    }
  }

  private mutating func press(_ key: Key) {
    last = "\(key.code) \(key.modifiers.rawValue)"
    switch key.code {
    case .character("q"): isRunning = false
    case .character("x"): crash()
    case .character("e"): exit(3)
    case .character("z"): screen.suspend()
    case .character("v"): screen.withSuspended { print("EDITOR") }
    case .character("l"): screen.redraw()
    case .character("m"): screen.setMouse(false)
    case .character("1"): target = "https://example.org/1"
    case .character("2"): target = "https://example.org/2"
    case .character("0"): target = nil
    case .character("p"):
      let mailbox = mailbox
      Task.detached { mailbox.post("hello") }
    default: break
    }
  }

  private func crash() {
    let none = [Int]()
    print(none[count])
  }
}
