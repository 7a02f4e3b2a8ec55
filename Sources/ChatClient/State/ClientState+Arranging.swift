import Canvas
import ChatModel

extension ClientState {
  /// The rows that the list has for channels and headings.
  var listHeight: Int {
    max(0, layout.list.height - (ChannelListView.hasFilterRow(list, isFiltering: isFiltering) ? 1 : 0))
  }

  mutating func changeSort(at now: Duration) {
    list.arrange { $0.sort = $0.sort.next }
    list.reveal(conversation?.channel, height: listHeight)
    keeper.touch()
    say("channels sorted by \(list.arrangement.sort.words)", at: now)
  }

  /// Folds or unfolds a section.
  mutating func toggle(_ section: ChannelSection, at now: Duration) {
    guard list.filter.isEmpty else { return say("a filtered list shows all that matches", at: now) }
    list.arrange { $0.folded.formSymmetricDifference([section]) }
    list.reveal(conversation?.channel, height: listHeight)
    keeper.touch()
  }

  /// Begins to filter the list; without a list on the screen, to find a channel.
  mutating func filter() {
    guard layout.form == .full else { return find() }
    isFiltering = true
  }

  mutating func changeFilter(_ change: (inout LineEditor) -> Void) {
    var words = LineEditor(list.filter, limit: 64)
    change(&words)
    list.filter(by: words.text)
  }

  mutating func endFilter() {
    isFiltering = false
    list.filter(by: "")
    list.reveal(conversation?.channel, height: listHeight)
  }
}
