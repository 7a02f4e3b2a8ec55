import Canvas

/// A style of the theme as people set it.
struct ThemeStyle: Sendable {
  /// Its name in a theme file: the property's, with hyphens.
  let name: String
  let path: WritableKeyPath<Theme, Style> & Sendable
  /// Half a line for people.
  let help: String

  private init(_ name: String, _ path: WritableKeyPath<Theme, Style> & Sendable, _ help: String) {
    self.name = name
    self.path = path
    self.help = help
  }

  /// All of them, in the order of a theme file; the authors' styles are a list beside these.
  static let all = frame + list + messages + words + rows

  private static let frame = [
    ThemeStyle("border", \.border, "borders and lines"),
    ThemeStyle("title", \.title, "titles"),
    ThemeStyle("hint", \.hint, "words beside what matters"),
    ThemeStyle("notice", \.notice, "what was just done, and what is not as usual"),
    ThemeStyle("good", \.good, "a service that is up"),
    ThemeStyle("bad", \.bad, "a service that is down"),
  ]

  private static let list = [
    ThemeStyle("section", \.section, "the headings of the list"),
    ThemeStyle("channel", \.channel, "channels with unread messages; these are bold, too"),
    ThemeStyle("quiet", \.quiet, "channels without"),
    ThemeStyle("muted", \.muted, "muted channels"),
    ThemeStyle("open-channel", \.openChannel, "the open channel; what is behind it fills the row"),
    ThemeStyle("unread", \.unread, "numbers of unread messages"),
    ThemeStyle("mention", \.mention, "numbers of mentions"),
    ThemeStyle("online", \.online, "the mark of somebody online"),
    ThemeStyle("filter", \.filter, "the words that filter the list"),
  ]

  private static let messages = [
    ThemeStyle("topic", \.topic, "what a channel is about"),
    ThemeStyle("day", \.day, "the line at which a day begins"),
    ThemeStyle("divider", \.divider, "the line above new messages"),
    ThemeStyle("time", \.time, "times of messages"),
    ThemeStyle("pending", \.pending, "one's own messages on their way"),
    ThemeStyle("failed", \.failed, "why one was not sent"),
    ThemeStyle("seen", \.seen, "who has seen the newest message"),
    ThemeStyle("typing", \.typing, "who is typing"),
    ThemeStyle("peek", \.peek, "the words of the peek mode"),
  ]

  private static let words = [
    ThemeStyle("body", \.body, "the text of messages"),
    ThemeStyle("name", \.name, "other people's names and channels in it"),
    ThemeStyle("own-name", \.ownName, "one's own name in it, and everyone's"),
    ThemeStyle("code", \.code, "code"),
    ThemeStyle("link", \.link, "links"),
    ThemeStyle("quote", \.quote, "quoted lines"),
  ]

  private static let rows = [
    ThemeStyle("prompt", \.prompt, "the sign before what is being written"),
    ThemeStyle("selected", \.selected, "the row that Enter acts on"),
    ThemeStyle("match", \.match, "the words that a search found"),
  ]
}
