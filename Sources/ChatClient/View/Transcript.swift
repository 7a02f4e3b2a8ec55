import Canvas
import ChatModel

/// A conversation laid out in rows, from the place where the user is: only what is looked at is wrapped.
///
/// Blocks are numbered by seq; those of unsent messages count on from the last stored one.
struct Transcript: Equatable {
  struct Row {
    let anchor: Anchor
    let text: StyledText
    /// Whether the message ends here.
    let isLast: Bool
  }

  let conversation: Conversation
  /// Shown after the newest message, so only if that is loaded.
  let outgoing: [OutgoingMessage]
  let format: MessageFormat
  /// Which of one's own messages is the newest, and who has seen it.
  private let seen: SeenBy?

  init(_ conversation: Conversation, outgoing: [OutgoingMessage], format: MessageFormat) {
    self.conversation = conversation
    self.outgoing = conversation.isComplete ? outgoing : []
    self.format = format
    seen = SeenBy(conversation, user: format.user)
  }

  /// The numbers of the blocks; nil if there are none.
  var blocks: ClosedRange<Seq>? {
    let seqs = conversation.window.seqs
    let first = seqs?.lowerBound ?? conversation.head + 1
    let last = (seqs?.upperBound ?? conversation.head) + Seq(outgoing.count)
    return first <= last ? first...last : nil
  }

  /// The rows of a pane of this height; fewer if there are not more.
  func rows(height: Int) -> [Row] {
    guard let blocks, height > 0 else { return [] }
    guard case .at(let anchor) = conversation.position else { return lastRows(blocks, height) }
    var rows: [Row] = []
    var seq = min(max(anchor.seq, blocks.lowerBound), blocks.upperBound)
    let top = clamped(anchor)
    while rows.count < height && seq <= blocks.upperBound {
      rows += self.rows(ofBlock: seq).filter { $0.anchor >= top }
      seq += 1
    }
    // Too little below: show what there is, down to the last row.
    return rows.count < height ? lastRows(blocks, height) : Array(rows.prefix(height))
  }

  /// The row so many rows below another, or above if negative; at the ends, the first or the last row.
  func moved(_ anchor: Anchor, by count: Int) -> Anchor {
    guard let blocks else { return anchor }
    var seq = min(max(anchor.seq, blocks.lowerBound), blocks.upperBound)
    var rows = rows(ofBlock: seq)
    var index = (rows.firstIndex { $0.anchor >= anchor } ?? rows.count - 1) + count
    while index < 0 && seq > blocks.lowerBound {
      seq -= 1
      rows = self.rows(ofBlock: seq)
      index += rows.count
    }
    while index >= rows.count && seq < blocks.upperBound {
      seq += 1
      index -= rows.count
      rows = self.rows(ofBlock: seq)
    }
    guard let last = rows.last?.anchor else { return anchor }
    return index < rows.count ? rows[max(0, index)].anchor : last
  }

  /// The first row of the last screenful: nothing scrolls below it.
  func lastTop(height: Int) -> Anchor? {
    blocks.flatMap { lastRows($0, height).first?.anchor }
  }

  /// Where a landing leads, once what is around it is loaded: to the newest message if all that follows fits, else to
  /// the place itself, with some of what was before it above.
  func opened(at landing: Landing, height: Int) -> ScrollPosition {
    guard conversation.window[landing.seq] != nil else { return .newest }
    let first: Anchor
    let above: Int
    switch landing {
    case .unread(let seq): (first, above) = (Anchor(seq: seq, line: -1), height / 4)
    case .found(let seq): (first, above) = (Anchor(seq: seq, line: 0), height / 3)
    case .exact(let anchor): (first, above) = (anchor, 0)
    }
    guard let lastTop = lastTop(height: height), first >= lastTop else {
      return .at(moved(first, by: -above))
    }
    return conversation.isComplete ? .newest : .at(lastTop)
  }

  private func lastRows(_ blocks: ClosedRange<Seq>, _ height: Int) -> [Row] {
    var rows: [Row] = []
    var seq = blocks.upperBound
    while rows.count < height && seq >= blocks.lowerBound {
      rows = self.rows(ofBlock: seq) + rows
      seq -= 1
    }
    return Array(rows.suffix(height))
  }

  /// The anchor, or the nearest row that its message has in this width.
  private func clamped(_ anchor: Anchor) -> Anchor {
    guard let last = rows(ofBlock: anchor.seq).last?.anchor else { return anchor }
    return min(anchor, last)
  }

  private func rows(ofBlock seq: Seq) -> [Row] {
    let (above, lines) = block(seq)
    let below = seen?.seq == seq ? [format.note(seen?.words ?? "", style: format.theme.seen)] : []
    return (above + lines + below).enumerated().map { index, text in
      Row(
        anchor: Anchor(seq: seq, line: index - above.count), text: text,
        isLast: index == above.count + lines.count - 1)
    }
  }

  private func block(_ seq: Seq) -> (above: [StyledText], lines: [StyledText]) {
    let window = conversation.window
    guard let message = window[seq] else {
      let index = Int(seq - (window.seqs?.upperBound ?? conversation.head) - 1)
      return outgoing.indices.contains(index) ? ([], format.rows(of: outgoing[index])) : ([], [])
    }
    let previous = window[seq - 1]
    var above: [StyledText] = []
    let time = LocalTime(message.sentAt, utcOffset: format.utcOffset)
    let previousTime = previous.map { LocalTime($0.sentAt, utcOffset: format.utcOffset) }
    // Without the one before, whether a day begins is not known, unless it is the first of all.
    if seq == 1 || previousTime.map({ $0.day != time.day }) ?? false {
      above.append(format.rule(time.date, style: format.theme.day))
    }
    if seq == conversation.divider {
      above.append(format.rule("new messages", style: format.theme.divider))
    }
    let isContinued =
      above.isEmpty && previous?.author == message.author && previous?.kind.counts == true
      && previousTime == time
    let isFound = seq == (conversation.selected ?? conversation.found)
    return (above, format.rows(of: message, isContinued: isContinued, isFound: isFound))
  }
}
