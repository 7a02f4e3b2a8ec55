import Canvas
import Glibc
import Terminal

// A program on a screen, driven by the tests of the module Terminal through a pseudo-terminal. It shows the last event,
// and does what certain keys ask for.
// Should a test fail, nothing is left behind.
alarm(60)

let screen: TerminalScreen
do {
  screen = try TerminalScreen(options: TerminalOptions(logPath: "/tmp/fixture.log"))
} catch {
  print("ERROR \(error)")
  exit(2)
}

let mailbox = Mailbox<String>(waking: screen.wakePipe)
var fixture = Fixture(screen: screen, mailbox: mailbox)
screen.setTitle("fixture \u{1B}]0;evil\u{7}title")
fixture.run()
screen.close()
print("CLOSED")
