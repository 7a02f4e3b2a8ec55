import ChatClient
import Terminal

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
