import Canvas

extension Theme {
  /// The few looks that a theme's styles are made of, so that what belongs together looks alike.
  struct Tones {
    /// Borders and rules.
    var line: Style
    /// What is out of the way on purpose.
    var faint: Style
    /// Words beside what matters: times, hints, topics.
    var soft: Style
    /// Channels with nothing unread.
    var calm: Style
    /// What is unread, and where to write.
    var accent: Style
    /// What calls the reader by name.
    var warm: Style
    /// A way of looking that is not the usual one.
    var mode: Style
    var good: Style
    var bad: Style
    var notice: Style
    /// Other people's names and channels within text.
    var name: Style
    var link: Style
    var code: Style
    var quote: Style
    var match: Style
    /// The row of the open channel.
    var open: Style
    /// The row that a key would act on.
    var selected: Style
    /// At least one.
    var authors: [Style]
  }

  init(_ tones: Tones) {
    self.init(
      symbols: .unicode, border: tones.line, title: .plain.adding(.bold), section: tones.soft,
      channel: .plain, openChannel: tones.open, quiet: tones.calm, muted: tones.faint,
      unread: tones.accent.adding(.bold), mention: tones.warm.adding(.bold), topic: tones.soft,
      time: tones.soft, authors: tones.authors, body: .plain, name: tones.name,
      ownName: tones.warm.adding(.bold), code: tones.code, link: tones.link.adding(.underline),
      quote: tones.quote, divider: tones.accent.adding(.bold), day: tones.soft,
      pending: tones.soft.adding(.italic), failed: tones.bad, seen: tones.soft, online: tones.good,
      typing: tones.soft.adding(.italic), notice: tones.notice, prompt: tones.accent.adding(.bold),
      hint: tones.soft, good: tones.good, bad: tones.bad.adding(.bold), selected: tones.selected,
      match: tones.match, peek: tones.mode.adding(.bold), filter: tones.mode)
  }
}
