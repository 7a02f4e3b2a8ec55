import Canvas
import ChatModel

/// The facts at the bottom of the screen: services, lag, and what is under way.
struct StatusLine {
  let health: Health
  let pendingReceipts: Int
  let isReading: Bool
  let isPeeking: Bool
  let theme: SharedTheme

  var text: StyledText {
    var text = StyledText()
    for service in Service.allCases {
      if !text.isEmpty { text.append(" ") }
      text.append(words(service))
    }
    if isPeeking {
      text.append(theme.symbols.separator, style: theme.hint)
      text.append("peeking", style: theme.peek)
    }
    if let server = health.server {
      add("lag \(server.lag)" + (server.lag > 0 ? " (\(Self.age(server.lagMilliseconds)))" : ""), to: &text)
    }
    if pendingReceipts > 0 {
      add("\(pendingReceipts) receipt\(pendingReceipts == 1 ? "" : "s") pending", to: &text)
    }
    if isReading { add("reading\(theme.symbols.ellipsis)", to: &text) }
    return text
  }

  private func words(_ service: Service) -> StyledText {
    let name = StyledText("\(service.name) ", style: theme.hint)
    switch health[service] {
    case .connecting: return name + StyledText(theme.symbols.ellipsis, style: theme.hint)
    case .up: return name + StyledText(theme.symbols.up, style: theme.good)
    case .down: return name + StyledText("\(theme.symbols.down) down", style: theme.bad)
    }
  }

  private func add(_ words: String, to text: inout StyledText) {
    text.append(theme.symbols.separator + words, style: theme.hint)
  }

  /// `250 ms`, `12 s`, `5 min`.
  private static func age(_ milliseconds: Int64) -> String {
    if milliseconds < 1_000 { return "\(milliseconds) ms" }
    return milliseconds < 120_000 ? "\(milliseconds / 1_000) s" : "\(milliseconds / 60_000) min"
  }
}
