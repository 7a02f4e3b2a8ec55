import Canvas
import ChatModel

extension ClientState {
  /// Far enough up for whatever stands above a message.
  private static let farAbove = -9

  mutating func scroll(_ scroll: Action.Scroll) {
    let page = max(1, layout.pane.height - 1)
    let half = max(1, layout.pane.height / 2)
    switch scroll {
    case .lineUp: self.scroll(by: -1)
    case .lineDown: self.scroll(by: 1)
    case .halfPageUp: self.scroll(by: -half)
    case .halfPageDown: self.scroll(by: half)
    case .pageUp: self.scroll(by: -page)
    case .pageDown: self.scroll(by: page)
    case .oldest:
      leaveTrail()
      go(to: .exact(Anchor(seq: 1, line: Self.farAbove)))
    case .newest:
      leaveTrail()
      scrollToNewest()
    }
  }

  /// Moves the messages by rows, down if positive.
  ///
  /// At the end the conversation follows what is new.
  mutating func scroll(by count: Int) {
    tracker.release()
    let pane = layout.pane
    guard let transcript = transcript(.plain, width: pane.width),
      let top = transcript.rows(height: pane.height).first?.anchor,
      let lastTop = transcript.lastTop(height: pane.height)
    else { return }
    let moved = transcript.moved(top, by: count)
    if moved < lastTop {
      conversation?.position = .at(moved)
    } else {
      conversation?.position = transcript.conversation.isComplete ? .newest : .at(lastTop)
    }
  }

  mutating func scrollToNewest() {
    tracker.release()
    let page = max(Conversation.leastPage, layout.pane.height)
    conversation?.goToNewest(page: page)
  }
}

extension ClientState {
  /// Rows that one notch of the wheel moves.
  private static let notch = 3

  /// What is hit is decided by the frame that the user saw.
  mutating func handle(_ mouse: MouseEvent, at now: ClientTime) -> [ClientEffect] {
    guard overlay == nil else { return [] }
    let target = shown.target(at: mouse.position)
    switch mouse.kind {
    case .wheelUp: turn(-Self.notch, over: target, at: now.monotonic)
    case .wheelDown: turn(Self.notch, over: target, at: now.monotonic)
    case .press(.left): return click(target, at: now)
    case .press, .release, .drag: break
    }
    return []
  }

  /// Without the mouse, the terminal selects text by itself.
  mutating func toggleMouse(at now: Duration) -> [ClientEffect] {
    isMouseOn.toggle()
    say(
      isMouseOn ? "the mouse opens and scrolls" : "the mouse is the terminal's: dragging selects text",
      at: now)
    return [.setMouse(isMouseOn)]
  }

  private mutating func turn(_ rows: Int, over target: MouseTarget.Kind?, at now: Duration) {
    switch target {
    case .list, .channel, .heading:
      list.navigated(at: now)
      list.scroll(by: rows, height: listHeight)
    case .pane, .newest, .firstUnread, .composer, nil: scroll(by: rows)
    }
  }

  private mutating func click(_ target: MouseTarget.Kind?, at now: ClientTime) -> [ClientEffect] {
    switch target {
    case .channel(let channel):
      list.navigated(at: now.monotonic)
      leaveTrail()
      return open(channel, at: now)
    case .heading(let section): toggle(section, at: now.monotonic)
    case .newest:
      leaveTrail()
      scrollToNewest()
    case .firstUnread: goToFirstUnread(at: now.monotonic)
    case .composer: return startWriting(at: now.monotonic)
    case .list, .pane, nil: break
    }
    return []
  }
}
