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
