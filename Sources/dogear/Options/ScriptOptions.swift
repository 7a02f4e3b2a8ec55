import Arguments
import Canvas
import Foundation
import Glibc
import Playback

/// How a script drives the client, and what is written down of a session.
struct ScriptOptions: ParsableArguments {
  /// The palette of a picture.
  enum Palette: String, CaseIterable, ExpressibleByArgument {
    case dark, light

    var palette: SVGPalette { self == .dark ? .dark : .light }
  }

  @Option(
    help: ArgumentHelp(
      "Play the keys of this file and check what it expects; see Assets/scripts. Exits 1 if something is not as expected.",
      valueName: "file"))
  var script: String?

  @Flag(help: "Play the script without a terminal.")
  var headless = false

  @Option(help: ArgumentHelp("Write what you do to this file, as a script.", valueName: "file"))
  var record: String?

  @Option(help: ArgumentHelp("At the end, draw the screen to this file, as a picture.", valueName: "file"))
  var svg: String?

  @Option(help: "The palette of that picture.")
  var svgTheme: Palette = .dark

  func validate() throws {
    if headless, script == nil {
      throw ValidationError("--headless needs --script: nobody else could press keys")
    }
  }

  func readScript() throws -> ScreenScript? {
    try script.map { path in
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw ValidationError("\(path) cannot be read as UTF-8 text: is it there?")
      }
      do {
        return try ScreenScript(text, file: path)
      } catch let error as ScriptError {
        throw ConfigurationError(
          file: path, line: error.line, reason: "\(error.problem); expected \(error.expected)")
      }
    }
  }

  /// Whether the client can do without a terminal.
  var isHeadless: Bool { headless || (script != nil && !Self.isOnTerminal) }

  static var isOnTerminal: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// The size of the screen without a terminal; nil on one.
  func headlessSize() throws -> Size? {
    guard isHeadless else { return nil }
    return try readScript()?.size ?? Size(width: 80, height: 24)
  }
}
