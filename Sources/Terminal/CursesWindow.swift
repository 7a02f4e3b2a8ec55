import CNcurses
import Canvas
import Glibc

/// The only place that calls ncurses: cells to the screen, colours, and the terminal's modes.
///
/// ncurses compares each row with what the terminal shows and sends the difference. It reads no input: it is told not
/// to look for typed keys either, which would make it put off updates.
final class CursesWindow {
  let colorMode: ColorMode
  private let glyphs: Glyphs
  private let screen: OpaquePointer
  private let window: UnsafeMutablePointer<WINDOW>
  private var looks: [Style: Look] = [:]
  /// The look in use: neighbours mostly have the same.
  private var current = (style: Style.plain, look: Look(attributes: 0, pair: 0))
  private var pairs: [[Color]: Int32] = [:]
  private var row: [cchar_t] = []
  /// A cell's scalar, at most four marks and a zero.
  private var scalars = [wchar_t](repeating: 0, count: 6)
  private var isCursorVisible = true

  /// What ncurses calls attributes, and a pair of colours.
  private struct Look {
    let attributes: attr_t
    let pair: Int32
  }

  /// Takes over the terminal of standard input and output.
  init(environment: [String: String], glyphs: Glyphs) throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    Self.setLocale(glyphs)
    let name = environment["TERM", default: ""]
    guard let screen = cncurses_newterm() else { throw .unusable(name: name) }
    guard let window = cncurses_stdscr(), Self.capability("cup") != nil else {
      endwin()
      delscreen(screen)
      throw .unusable(name: name)
    }
    self.screen = screen
    self.window = window
    self.glyphs = glyphs
    let wanted = ColorMode.choose(environment: environment, colors: Int(tigetnum("colors")))
    let hasColors = wanted != .none && start_color() == OK && use_default_colors() == OK
    colorMode = hasColors ? wanted : .none
    raw()
    noecho()
    nonl()
    typeahead(-1)
  }

  deinit {
    delscreen(screen)
  }

  /// The size that ncurses knows.
  var size: Size { Size(width: Int(getmaxx(window)), height: Int(getmaxy(window))) }

  /// Tells ncurses of a new size.
  func resize(to size: Size) {
    resizeterm(Int32(size.height), Int32(size.width))
  }

  /// Replaces what whole characters a row has in some columns; `update` sends it.
  func draw(row y: Int, columns: Range<Int>, of canvas: Canvas) {
    row.removeAll(keepingCapacity: true)
    let cells = canvas.row(y)
    for x in columns where cells[x].width > 0 {
      let cell = cells[x]
      if cell.style != current.style { current = (cell.style, look(of: cell.style)) }
      append(cell, cell.hasMarks ? canvas.marks(x: x, y: y) : [], current.look)
    }
    mvwadd_wchnstr(window, Int32(y), Int32(columns.lowerBound), row, Int32(row.count))
  }

  /// Sends what has changed and places the cursor.
  func update(cursor: Point?) {
    showCursor(cursor != nil)
    if let cursor { wmove(window, Int32(cursor.y), Int32(cursor.x)) }
    wnoutrefresh(window)
    doupdate()
  }

  /// Has the next update send everything.
  func forget() {
    clearok(window, true)
  }

  /// Never moves what is on a row, which would move links with it.
  func keepCellsInPlace() {
    idcok(window, false)
  }

  /// Gives the terminal back; the next update takes it again.
  func leave() {
    showCursor(true)
    endwin()
  }

  /// The bytes that undo what ncurses did to the terminal, for a time when it cannot be called.
  var restoreSequence: String {
    ["sgr0", "op", "cnorm", "rmcup"].compactMap(Self.capability)
      .map(TerminalModes.withoutPadding).joined()
  }

  private func showCursor(_ visible: Bool) {
    if visible == isCursorVisible { return }
    isCursorVisible = visible
    curs_set(visible ? 1 : 0)
  }

  private func append(_ cell: Cell, _ marks: [Unicode.Scalar], _ look: Look) {
    switch glyphs {
    case .unicode: append(cell.scalar, marks, look)
    case .ascii: for scalar in glyphs.scalars(of: cell, []) { append(scalar, [], look) }
    }
  }

  private func append(_ scalar: Unicode.Scalar, _ marks: [Unicode.Scalar], _ look: Look) {
    scalars[0] = wchar_t(scalar.value)
    for (index, mark) in marks.enumerated() { scalars[index + 1] = wchar_t(mark.value) }
    scalars[marks.count + 1] = 0
    var cell = cchar_t()
    var pair = look.pair
    setcchar(&cell, scalars, look.attributes, 0, &pair)
    row.append(cell)
  }

  private func look(of style: Style) -> Look {
    if let look = looks[style] { return look }
    let reduced = colorMode.reduce(style)
    let look = Look(attributes: Self.attributes(reduced.attributes), pair: pair(reduced))
    looks[style] = look
    return look
  }

  /// The number of a pair of colours; zero, the terminal's own colours, when ncurses has no more.
  private func pair(_ style: Style) -> Int32 {
    let colors = [style.foreground, style.background]
    if colors == [.default, .default] { return 0 }
    if let pair = pairs[colors] { return pair }
    let next = Int32(pairs.count + 1)
    let indices = colors.map { $0.index.map(Int32.init) ?? -1 }
    guard init_extended_pair(next, indices[0], indices[1]) == OK else { return 0 }
    pairs[colors] = next
    return next
  }

  private static func attributes(_ attributes: Style.Attributes) -> attr_t {
    let all: [(Style.Attributes, attr_t)] = [
      (.bold, CNCURSES_BOLD), (.dim, CNCURSES_DIM), (.italic, CNCURSES_ITALIC),
      (.underline, CNCURSES_UNDERLINE), (.reverse, CNCURSES_REVERSE),
    ]
    return all.reduce(0) { attributes.contains($1.0) ? $0 | $1.1 : $0 }
  }

  /// A string of the terminal's description; nil if it has none of that name.
  private static func capability(_ name: String) -> String? {
    // tigetstr also answers with the pointer -1, for a name that is not that of a string.
    guard let text = tigetstr(name), Int(bitPattern: text) != -1 else { return nil }
    return String(cString: text)
  }

  /// The locale decides how ncurses encodes characters.
  ///
  /// One that is named but not installed is replaced.
  private static func setLocale(_ glyphs: Glyphs) {
    setlocale(LC_CTYPE, "")
    guard glyphs == .unicode, let codeset = nl_langinfo(Int32(CODESET)) else { return }
    if String(cString: codeset) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
  }
}
