import Canvas
import ChatModel

extension ClientState {
  /// A canvas remembers the links that were drawn over; with so many, the next one begins anew.
  private static let mostLinks = 512

  /// Draws the screen.
  ///
  /// A pure function: only what is in view is laid out, so a frame costs the same however much is loaded.
  /// - Parameter last: A frame drawn before. What it shows already is taken from it, which saves time and changes
  ///   nothing of the result.
  public func view(_ theme: SharedTheme, after last: Frame? = nil) -> Frame {
    let layout = layout
    guard layout.form != .tooSmall else {
      var painter = ScreenPainter(size, theme, after: nil)
      painter.drawTooSmall()
      return frame(painter, nil, theme)
    }
    guard let last, last.memory?.parts.layout == layout, last.theme == theme, last.canvas.size == size,
      last.canvas.linkCount < Self.mostLinks
    else { return view(layout, theme, after: nil) }
    return last.revision == revision ? last.showing(composerView(theme)) : view(layout, theme, after: last)
  }

  private func view(_ layout: ScreenLayout, _ theme: SharedTheme, after last: Frame?) -> Frame {
    var painter = ScreenPainter(size, theme, after: last)
    let parts = parts(layout, theme)
    let drawn = painter.draw(parts)
    let info = infoLine(drawn, theme)
    let rows = ScreenRows(header: header(layout, info, theme), info: info)
    painter.draw(rows, layout)
    guard let overlay else { return frame(painter, painter.memory(parts, rows), theme) }
    painter.cover()
    draw(overlay, on: &painter.canvas, theme)
    return frame(painter, nil, theme)
  }

  private func frame(_ painter: ScreenPainter, _ memory: Frame.Memory?, _ theme: SharedTheme) -> Frame {
    Frame(
      canvas: painter.canvas, visible: painter.visible, revision: revision, theme: theme, memory: memory)
  }

  private func parts(_ layout: ScreenLayout, _ theme: SharedTheme) -> ScreenParts {
    ScreenParts(
      layout: layout,
      frame: FrameView(
        user: user, health: health, total: list.total, pendingReceipts: receipts.count, isReading: isReading,
        isPeeking: isPeeking, isWriting: isWriting, utcOffset: utcOffset, keys: keys, theme: theme),
      list: ChannelListView(
        list: list, open: conversation?.channel, drafts: composer.channelsWithDrafts,
        failed: outbox.channelsWithFailures, presence: presence, isFiltering: isFiltering, theme: theme),
      pane: openEntry == nil
        ? nil : transcript(theme, width: layout.pane.width).map { PaneView(transcript: $0, theme: theme) },
      composer: openEntry == nil && !isWriting ? nil : composerView(theme),
      words: openEntry == nil ? wordsWithoutChannel(theme) : "")
  }

  private func infoLine(_ drawn: PaneView.Drawn, _ theme: SharedTheme) -> InfoLine {
    var above: Seq = 0
    var below: Seq = 0
    if let conversation, let seqs = drawn.seqs {
      below = conversation.head - (drawn.bottom ?? seqs.lowerBound - 1)
      if let unread = openEntry?.unread {
        above = max(0, min(unread.head, seqs.lowerBound - 1) - unread.readUpTo)
      }
    }
    return InfoLine(
      toast: toast, completion: composer.completion,
      typing: conversation.map { presence.typing(in: $0.channel) } ?? [], above: above, below: below,
      theme: theme)
  }

  private func header(_ layout: ScreenLayout, _ info: InfoLine, _ theme: SharedTheme) -> HeaderView? {
    openEntry.map { entry in
      HeaderView(
        entry: entry, badge: list.badge(entry.id), user: user,
        isOnline: entry.id.peer(of: user).map(presence.isOnline) ?? false,
        isBesideList: layout.form == .full, more: layout.info.isEmpty ? info.more : "", theme: theme)
    }
  }

  private func composerView(_ theme: SharedTheme) -> ComposerView {
    let words = isWriting ? "" : wordsBeforeWriting
    return ComposerView(editor: composer.editor, isWriting: isWriting, words: words, theme: theme)
  }

  private var wordsBeforeWriting: String {
    if isPeeking { return "peeking: nothing is read or sent; \(keys.name(of: .togglePeek)) ends it" }
    if openEntry?.info.canWrite == false { return "you may not write here" }
    return "press \(keys.name(of: .write)) to write"
  }

  private func wordsWithoutChannel(_ theme: SharedTheme) -> String {
    if case .down(let reason) = health[.database], !hasChannels {
      return "The database does not answer: \(Self.sentence(reason)). Trying again."
    }
    if hasChannels && list.entries.isEmpty {
      return
        "You are in no channel yet. \(keys.name(of: .browseChannels)) lists the public ones and makes new ones, \(keys.name(of: .write)) takes commands such as /msg, \(keys.name(of: .help)) shows all keys."
    }
    if let conversation, hasChannels {
      return
        "You are not a member of \(conversation.channel) any more. \(keys.name(of: .find)) finds another channel."
    }
    return "Connecting\(theme.symbols.ellipsis)"
  }

  /// The first thing that a driver says, without the advice that follows it.
  private static func sentence(_ reason: String) -> String {
    let line = reason.split { $0.isNewline || $0 == ";" }.first.map(String.init)?.sanitizedLine ?? ""
    return line.hasSuffix(".") ? String(line.dropLast()) : line
  }

  private func draw(_ overlay: Overlay, on canvas: inout Canvas, _ theme: SharedTheme) {
    switch overlay {
    case .help(let offset):
      HelpView(keys: keys, offset: offset, theme: theme).draw(on: &canvas, in: canvas.bounds)
    case .finder(let finder): FinderView(finder: finder, theme: theme).draw(on: &canvas, in: canvas.bounds)
    case .search(let search):
      SearchView(search: search, user: user, utcOffset: utcOffset, theme: theme)
        .draw(on: &canvas, in: canvas.bounds)
    }
  }
}
