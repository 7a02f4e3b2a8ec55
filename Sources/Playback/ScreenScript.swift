import Canvas

/// Keys to play to a client, and what is to be seen of it, read from text.
///
/// A step takes a line, and steps are played in their order. Empty lines and those that begin with `#` are left out.
/// Words are separated by spaces; text stands in double quotes, with the escapes `\"`, `\\`, `\n`, `\t` and `\u{1F600}`.
///
///     size 80x24                 columns and rows of the screen; the first step, if at all. The next one begins when
///                                a channel is open, or after five seconds
///     key Ctrl-N PgDn n          presses keys, by the labels that the help has
///     type "hello"               presses a key for every Unicode scalar of a text; Enter is `key Enter`
///     paste "two\nlines"         pastes
///     click 30,4                 presses and releases the left button over a cell; 0,0 is the upper left one
///     wheel down 40,10           turns the wheel by a notch, over the middle of the screen unless a cell is given
///     mouse drag 3,4 Ctrl        anything else a mouse does: press-left, press-middle, press-right, release, drag,
///                                wheel-up or wheel-down over a cell, with Ctrl, Alt and Shift held down
///     focus off                  the terminal loses the focus, or gains it: on
///     resize 100x30              the terminal changes its size
///     wait 500ms                 goes on after some time: a whole number of ms, s or m, at most a day
///     within 10s                 how long each `expect` below waits for what it says; 5s until this step
///     expect text "hello"        the text is on the screen; for several rows separate them by \n
///     expect no text "hello"     it is not, or goes away; what is never to appear needs a `wait` before
///     expect badge #general 7 @1 the channel has so many unread messages; with @, so many mentions
///     expect total 1+            the same of all channels; a + means so many or more
///     expect open bob            the channel is open
///     expect title "(7)"         the title of the window contains the text
///     expect pending 0           so many receipts are not acknowledged
///     frame "after sending"      prints the screen as text, under a name if one is given
///     svg "books.svg" light      writes the screen as a picture, dark unless said otherwise
public struct ScreenScript: Hashable, Sendable {
  /// The name of the file, for messages.
  public let file: String
  /// The size that the screen is to have; nil leaves it to the player.
  public let size: Size?
  /// What is to be done.
  public let steps: [ScriptStep]

  /// Reads a script.
  /// - Parameter file: The name that errors and failures begin with.
  public init(_ text: String, file: String) throws(ScriptError) {
    var size: Size?
    var steps: [ScriptStep] = []
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      var line = ScriptLine(line, file: file, number: index + 1)
      let source = line.source
      if source.isEmpty || source.hasPrefix("#") { continue }
      switch try line.word(ScriptAction.names) {
      case "size":
        guard size == nil && steps.isEmpty else {
          throw line.error("size comes late", expected: "it as the first step; later steps can say resize")
        }
        size = try line.size()
      case let name:
        steps.append(ScriptStep(line: index + 1, source: source, action: try ScriptAction(name, &line)))
      }
      try line.end()
    }
    self.file = file
    self.size = size
    self.steps = steps
  }
}
