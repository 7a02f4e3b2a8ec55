import Arguments
import ChatClient
import Foundation
import Terminal

extension TerminalNotification: ExpressibleByArgument {}

/// How the client looks and how it gets attention.
struct ScreenOptions: ParsableArguments {
  @Flag(help: "Lines of text instead of a screen, for screen readers and pipes; /help lists the commands.")
  var linear = false

  @Flag(
    inversion: .prefixedNo, help: "Let the mouse open channels and scroll; without it, dragging selects text."
  )
  var mouse = true

  @Option(
    help: ArgumentHelp(
      """
      What to do when you are mentioned while you do not look: bell, osc9 or osc777 (messages of the desktop); may be \
      repeated.
      """, valueName: "way"), environment: "DOGEAR_NOTIFY", configuration: "chat.notify")
  var notify: [TerminalNotification] = []

  @Option(
    help: ArgumentHelp(
      "auto, dark, light, or a file of colours such as Assets/theme.ini; auto goes by COLORFGBG.",
      valueName: "theme"), environment: "DOGEAR_THEME", configuration: "chat.theme")
  var theme = "auto"

  @Option(
    help: ArgumentHelp("A file of keys such as Assets/keys.ini.", valueName: "file"),
    environment: "DOGEAR_KEYS", configuration: "chat.keys")
  var keys: String?

  @Option(
    help: "How long without a key you count as looking: what comes later stays unread until you press one.",
    environment: "DOGEAR_ATTENTION", configuration: "chat.attention")
  var attention: Duration = ReadTracker.focusedSpan

  var notifications: Set<TerminalNotification> { Set(notify) }

  /// Reads what the options name.
  /// - Throws: A sentence with file and line.
  func look() throws -> Look {
    let form = Theme.Form(rawValue: theme) ?? .choose(environment: ProcessInfo.processInfo.environment)
    let file = theme == "auto" || Theme.Form(rawValue: theme) != nil ? nil : theme
    return Look(
      keys: try keys.map { path in try Self.read(path) { try KeyMapFile($0).keyMap } } ?? .standard,
      file: try file.map { path in try Self.read(path) { try ThemeFile($0) } }, form: form)
  }

  private static func read<Content>(_ path: String, _ parse: ([SettingLine]) throws -> Content) throws
    -> Content
  {
    let source = try ConfigurationSource(contentsOf: path)
    do {
      return try parse(source.entries.map { SettingLine(key: $0.key, value: $0.value, line: $0.line) })
    } catch let error as SettingError {
      throw ConfigurationError(file: path, line: error.line, reason: error.reason)
    }
  }
}

/// The looks and the keys that a user has asked for.
struct Look: Sendable {
  let keys: KeyMap
  /// Nil for the standard theme.
  let file: ThemeFile?
  let form: Theme.Form

  func theme(for terminal: TerminalScreen) -> Theme {
    let colors: Theme.Colors =
      switch terminal.colorMode {
      case .none: .none
      case .ansi8, .ansi16: .sixteen
      case .indexed256: .indexed256
      }
    return theme(colors).with(terminal.glyphs == .unicode ? .unicode : .ascii)
  }

  /// For a screen that nobody but a picture shows.
  var headless: Theme { theme(.indexed256) }

  private func theme(_ colors: Theme.Colors) -> Theme {
    file?.theme(form, colors) ?? .standard(form, colors)
  }
}
