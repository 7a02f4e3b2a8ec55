import Canvas
import FoundationEssentials
import Glibc
import Lanes

/// The terminal as a screen and a source of events; it owns the terminal's modes from `init` to `close()`.
///
/// Use it from one thread, the main one. Whatever way the process ends, the terminal is restored: on `close()` or
/// `deinit`, on `exit`, and on a crash. There must be only one at a time.
public final class TerminalScreen {
  /// Ends a `wait(for:)` from any thread; mostly by way of a `Mailbox`.
  public let wakePipe: WakePipe
  /// How many colours are used.
  public var colorMode: ColorMode { curses.colorMode }
  /// Which characters the terminal can show.
  public let glyphs: Glyphs
  /// The columns and rows.
  public internal(set) var size: Size

  let curses: CursesWindow
  let signals: SignalPipe
  let crash: CrashGuard
  let options: TerminalOptions
  /// Nil if links are not sent.
  private let links: LinkPainter?
  private let hasTitle: Bool
  private var title: String?
  private var isMouseOn: Bool
  private var isClosed = false
  /// What the terminal shows; nil if that is not known.
  var shown: Canvas?
  var input = PendingInput()

  /// Takes over the terminal of standard input and output and clears it.
  public init(options: TerminalOptions = TerminalOptions()) throws(TerminalError) {
    let environment = Environment.read(["TERM", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG"])
    var modes = termios()
    tcgetattr(STDIN_FILENO, &modes)
    do { wakePipe = try WakePipe() } catch { throw .noPipe(code: error.code) }
    // Before ncurses, which leaves alone the signals that have a handler.
    let termination = options.handlesTermination ? [SIGTERM, SIGHUP, SIGINT] : []
    signals = try SignalPipe([SIGWINCH, SIGCONT] + termination)
    glyphs = Glyphs.choose(environment: environment)
    curses = try CursesWindow(environment: environment, glyphs: glyphs)
    signals.add(SIGTSTP)
    links = options.links ? LinkPainter(colorMode: curses.colorMode, glyphs: glyphs) : nil
    if options.links { curses.keepCellsInPlace() }
    crash = CrashGuard(
      modes: modes, restore: TerminalModes.leave + curses.restoreSequence,
      message: options.logPath.map { "The program crashed; its log is \($0)\n" } ?? "The program crashed.\n")
    // The Linux console prints what it does not know of OSC.
    hasTitle = environment["TERM"] != "linux"
    isMouseOn = options.mouse
    self.options = options
    size = curses.size
    enter()
  }

  deinit {
    close()
  }

  /// Restores the terminal; nothing if it has been already.
  public func close() {
    if isClosed { return }
    isClosed = true
    leave()
  }

  /// Shows a canvas: sends the rows that differ from the last one, and within them what differs.
  ///
  /// Nothing is sent if nothing differs.
  public func render(_ canvas: Canvas) {
    let rows = canvas.changedRows(since: shown).prefix { $0 < size.height }
    if let shown, rows.isEmpty, shown.cursor == canvas.cursor { return }
    for y in rows {
      let columns = canvas.changedColumns(ofRow: y, since: shown)
      curses.draw(row: y, columns: columns, of: canvas)
    }
    curses.update(cursor: canvas.cursor)
    if let links { writeOutOfBand(links.sequence(rows: rows, of: canvas, in: size, since: shown)) }
    shown = canvas
  }

  /// Sends the whole screen again, after something else has written to it.
  public func redraw() {
    curses.forget()
    guard let canvas = shown else { return }
    shown = nil
    render(canvas)
  }

  /// Sets the title of the window; sends nothing if it is the same.
  public func setTitle(_ text: String) {
    let clean = Sanitizer.line(text, limit: 256)
    guard hasTitle && clean != title else { return }
    title = clean
    writeOutOfBand(TerminalModes.title(clean))
  }

  /// Puts a text on the clipboard of the terminal, if that allows programs to.
  public func copy(_ text: String) {
    writeOutOfBand(TerminalModes.clipboard(Data(text.utf8).base64EncodedString()))
  }

  /// Turns reports of clicks and of the wheel on or off.
  public func setMouse(_ on: Bool) {
    guard on != isMouseOn else { return }
    isMouseOn = on
    writeOutOfBand(on ? TerminalModes.mouseOn : TerminalModes.mouseOff)
  }

  /// Sends control sequences that leave the screen's content alone, such as OSC 9 or OSC 52.
  public func writeOutOfBand(_ sequence: String) {
    var bytes = Array(sequence.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes = bytes.dropFirst(count)
      } else if errno != EINTR {
        // The terminal is gone; its input will say so.
        return
      }
    }
  }

  /// Takes the terminal and its modes, and has the next canvas sent whole.
  func enter() {
    crash.arm()
    shown = nil
    curses.forget()
    curses.update(cursor: nil)
    writeOutOfBand(TerminalModes.enter + (isMouseOn ? TerminalModes.mouseOn : ""))
    // The order of text counts for rows that are cleared after it was chosen.
    curses.forget()
    if let title { writeOutOfBand(TerminalModes.title(title)) }
  }

  /// Gives the terminal back as it was.
  func leave() {
    writeOutOfBand(TerminalModes.leave)
    curses.leave()
    crash.disarm()
  }
}
