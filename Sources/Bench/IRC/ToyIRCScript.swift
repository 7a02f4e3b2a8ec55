/// What the toy server says; a decision as a value, without any socket.
///
/// It speaks as much of RFC 2812 as irssi and weechat need to believe that they are connected.
struct ToyIRCScript {
  let channels: Int
  let backlog: Int
  private var nick = "me"
  private(set) var isWelcomed = false

  /// - Parameters:
  ///   - channels: How many channels the client is put into: `#c0`, `#c1`, …
  ///   - backlog: How many messages it finds in `#c0`.
  init(channels: Int, backlog: Int) {
    self.channels = channels
    self.backlog = backlog
  }

  /// What is sent back for a line of the client; its line end is taken off.
  mutating func answers(to line: String) -> [String] {
    let words = line.split(separator: " ")
    switch words.first {
    case "NICK" where !isWelcomed && words.count > 1:
      nick = String(words[1])
      return []
    case "CAP" where !isWelcomed && words.count > 1 && words[1] == "LS":
      // No capabilities.
      return [":s CAP * LS :"]
    case "USER" where !isWelcomed:
      isWelcomed = true
      return welcome + (0..<channels).flatMap(joining) + (0..<backlog).map(old)
    case "PING" where words.count > 1:
      return [":s PONG s :\(words[words.count - 1].drop { $0 == ":" })"]
    default:
      return []
    }
  }

  /// A message of the flood, to each channel in turn.
  func message(_ number: Int) -> String {
    ":bob!u@h PRIVMSG #c\(number % max(1, channels)) :flood \(number) lorem ipsum dolor sit amet"
  }

  private var welcome: [String] {
    [
      ":s 001 \(nick) hi", ":s 002 \(nick) h", ":s 003 \(nick) c", ":s 004 \(nick) s v a b",
      ":s 005 \(nick) CHANTYPES=# NICKLEN=30 :ok", ":s 422 \(nick) :no motd",
    ]
  }

  private func joining(_ channel: Int) -> [String] {
    [
      ":\(nick)!u@h JOIN #c\(channel)", ":s 353 \(nick) = #c\(channel) :\(nick) bob carol",
      ":s 366 \(nick) #c\(channel) :end",
    ]
  }

  private func old(_ number: Int) -> String {
    ":bob!u@h PRIVMSG #c0 :message number \(number) with a moderately long text to wrap here and there, "
      + "as people do"
  }
}
