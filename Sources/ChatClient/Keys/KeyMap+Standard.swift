import Canvas

extension KeyMap {
  static let standardBindings: [KeyBinding] =
    channels + scrolling + reading + looking + writing + editing + finding + filtering + searching + selecting
    + helping
    + everywhere

  private static let channels: [KeyBinding] = [
    KeyBinding("next-unread", [.plain("n")], .nextUnread, [.browse], "next unread channel"),
    KeyBinding("previous-unread", [.plain("p")], .previousUnread, [.browse], "previous unread channel"),
    KeyBinding(
      "next-mention", [.plain("N"), .plain("@")], .nextMention, [.browse], "next channel with a mention"),
    KeyBinding(
      "back", [.plain("b"), .control("o")], .goBack, [.browse], "back to where you were before the last jump"),
    KeyBinding(
      "next-channel", [Key(.tab), .control("n"), Key(.down, .alt)], .nextChannel, [.browse], "next channel"),
    KeyBinding(
      "previous-channel", [Key(.backTab), .control("p"), Key(.up, .alt)], .previousChannel, [.browse],
      "previous channel"),
    KeyBinding(
      "next-channel", [.control("n"), Key(.down, .alt)], .nextChannel, [.write], "next channel"),
    KeyBinding(
      "previous-channel", [.control("p"), Key(.up, .alt)], .previousChannel, [.write], "previous channel"),
    KeyBinding(
      "find", [.control("k"), .control("g")], .find, [.browse], "switch to a channel by a few letters"),
    KeyBinding(
      "find", [.control("g")], .find, [.write],
      "switch to a channel by a few letters (so does Ctrl-K when nothing is written)"),
    KeyBinding("filter", [.plain("f")], .filter, [.browse], "filter the list of channels"),
    KeyBinding("sort", [.plain("s")], .changeSort, [.browse], "sort the list by unread, recency or name"),
    KeyBinding("toggle-section", [.plain("z")], .toggleSection, [.browse], "fold the section, or unfold it"),
    KeyBinding(
      "browse-channels", [.plain("c")], .browseChannels, [.browse], "public channels: join one, make one"),
    KeyBinding("show-members", [.plain("w")], .showMembers, [.browse], "who is in the channel"),
    KeyBinding(
      "change-attention", [.plain("M")], .changeAttention, [.browse],
      "what in the channel calls for you: all, mentions, nothing"),
  ]

  private static let scrolling: [KeyBinding] = [
    KeyBinding("line-up", [.plain("k"), Key(.up)], .scroll(.lineUp), [.browse], "scroll up a line"),
    KeyBinding("line-down", [.plain("j"), Key(.down)], .scroll(.lineDown), [.browse], "scroll down a line"),
    KeyBinding(
      "page-up", [Key(.pageUp), .control("b"), .alt("v")], .scroll(.pageUp), [.browse], "page up"),
    KeyBinding(
      "page-down", [Key(.pageDown), .control("f"), .control("v"), .plain(" ")], .scroll(.pageDown), [.browse],
      "page down"),
    KeyBinding("page-up", [Key(.pageUp), .alt("v")], .scroll(.pageUp), [.write], "page up"),
    KeyBinding("page-down", [Key(.pageDown), .control("v")], .scroll(.pageDown), [.write], "page down"),
    KeyBinding("half-page-up", [.control("u")], .scroll(.halfPageUp), [.browse], "half a page up"),
    KeyBinding("half-page-down", [.control("d")], .scroll(.halfPageDown), [.browse], "half a page down"),
    KeyBinding(
      "oldest", [.plain("g"), Key(.home), .alt("<")], .scroll(.oldest), [.browse], "oldest message"),
    KeyBinding(
      "newest", [.plain("G"), Key(.end), .alt(">")], .scroll(.newest), [.browse], "newest message"),
    KeyBinding("first-unread", [.plain("J")], .firstUnread, [.browse], "first unread message"),
  ]

  private static let reading: [KeyBinding] = [
    KeyBinding(
      "mark-read", [.plain("m")], .markRead, [.browse], "mark the channel as read, to its newest message"),
    KeyBinding(
      "mark-unread", [.plain("u")], .markUnread, [.browse], "mark the last message in view as unread"),
    KeyBinding("mark-all-read", [.plain("A")], .markAllRead, [.browse], "mark all channels as read"),
    KeyBinding("undo", [.plain("U")], .undo, [.browse], "undo the last marking as read"),
    KeyBinding(
      "toggle-peek", [.plain("P")], .togglePeek, [.browse],
      "peek: look around without reading anything; again to end"),
    KeyBinding(
      "close", [Key(.escape)], .close, [.browse], "take the filter, else the \"new messages\" line away"),
  ]

  private static let looking: [KeyBinding] = [
    KeyBinding("search", [.plain("/")], .search, [.browse], "search in the channel"),
    KeyBinding("search-all", [.plain("\\")], .searchAll, [.browse], "search in all channels"),
    KeyBinding("write", [.plain("i"), Key(.enter)], .write, [.browse], "write a message"),
    KeyBinding("select", [.plain("v")], .selection(.begin), [.browse], "select a message"),
    KeyBinding("retry", [.plain("r")], .retry, [.browse], "send again what was not sent"),
    KeyBinding("discard", [.plain("x")], .discard, [.browse], "give up what was not sent"),
    KeyBinding(
      "toggle-mouse", [.alt("m")], .toggleMouse, [.browse, .write],
      "mouse on or off; while off, dragging selects text"),
    KeyBinding("crowd-slower", [.plain("<")], .crowd(.slower), [.browse], "slow the demo's crowd down"),
    KeyBinding("crowd-faster", [.plain(">")], .crowd(.faster), [.browse], "speed the demo's crowd up"),
    KeyBinding("help", [.plain("?"), Key(.function(1))], .help, [.browse], "show the keys"),
    KeyBinding("help", [Key(.function(1))], .help, [.write], "show the keys"),
    KeyBinding("quit", [.plain("q")], .quit, [.browse], "quit"),
  ]

  private static let writing: [KeyBinding] = [
    KeyBinding("send", [Key(.enter)], .send, [.write], "send the message"),
    edit("newline", [Key(.enter, .alt), .control("j")], .newline, in: [.write], "start a new line"),
    KeyBinding("browse", [Key(.escape)], .browse, [.write], "stop writing; the text is kept"),
    KeyBinding(
      "complete", [Key(.tab)], .complete, [.write],
      "complete an @name, a #channel or a /command; again: the next"),
    KeyBinding(
      "edit", [.control("x")], .openEditor, [.browse, .write], "write in $EDITOR"),
    edit("up", [Key(.up)], .up, in: [.write], "line up; above the first, what was sent before"),
    edit("down", [Key(.down)], .down, in: [.write], "line down; below the last, what was sent after"),
    KeyBinding("older-text", [.alt("p")], .olderText, [.write], "what was sent before"),
    KeyBinding("newer-text", [.alt("n")], .newerText, [.write], "what was sent after"),
    edit("kill-to-end", [.control("k")], .killToEnd, in: [.write], "cut to the end of the line"),
    edit("yank", [.control("y")], .yank, in: [.write], "paste what was cut"),
  ]

  private static let editing: [KeyBinding] = [
    edit("left", [Key(.left), .control("b")], .left, "a character left"),
    edit("right", [Key(.right), .control("f")], .right, "a character right"),
    edit("word-left", [.alt("b"), Key(.left, .control)], .wordLeft, "a word left"),
    edit("word-right", [.alt("f"), Key(.right, .control)], .wordRight, "a word right"),
    edit("line-start", [Key(.home), .control("a")], .lineStart, "to the start of the line"),
    edit("line-end", [Key(.end), .control("e")], .lineEnd, "to the end of the line"),
    edit(
      "delete-backward", [Key(.backspace), .control("h")], .deleteBackward, "delete the character before"),
    edit("delete-forward", [Key(.delete), .control("d")], .deleteForward, "delete the character after"),
    edit(
      "delete-word-backward", [.control("w"), Key(.backspace, .alt)], .deleteWordBackward,
      "delete the word before"),
    edit("delete-word-forward", [.alt("d")], .deleteWordForward, "delete the word after"),
    edit("kill-to-start", [.control("u")], .killToStart, "cut to the start of the line"),
  ]

  private static let finding: [KeyBinding] = [
    KeyBinding("choose", [Key(.enter)], .choose, [.find], "open the channel"),
    KeyBinding(
      "select-next", [Key(.down), .control("n"), Key(.tab)], .selectNext, [.find], "next match"),
    KeyBinding(
      "select-previous", [Key(.up), .control("p"), Key(.backTab)], .selectPrevious, [.find], "previous match"
    ),
    KeyBinding("close", [Key(.escape), .control("g")], .close, [.find], "back"),
  ]

  private static let filtering: [KeyBinding] = [
    KeyBinding("choose", [Key(.enter)], .choose, [.filter], "keep the filter; Esc takes it away later"),
    KeyBinding(
      "next-channel", [Key(.down), .control("n"), Key(.tab)], .nextChannel, [.filter],
      "next channel of the filtered ones"),
    KeyBinding(
      "previous-channel", [Key(.up), .control("p"), Key(.backTab)], .previousChannel, [.filter],
      "previous channel of the filtered ones"),
    KeyBinding("close", [Key(.escape), .control("g")], .close, [.filter], "show all channels again"),
  ]

  private static let searching: [KeyBinding] = [
    KeyBinding("choose", [Key(.enter)], .choose, [.search], "go to the message"),
    KeyBinding("select-next", [Key(.down), .control("n")], .selectNext, [.search], "next result"),
    KeyBinding("select-previous", [Key(.up), .control("p")], .selectPrevious, [.search], "previous result"),
    KeyBinding("change-scope", [Key(.tab)], .changeScope, [.search], "this channel, or all channels"),
    KeyBinding("close", [Key(.escape), .control("g")], .close, [.search], "back"),
  ]

  private static let selecting: [KeyBinding] = [
    KeyBinding("select-up", [.plain("k"), Key(.up)], .selection(.up), [.select], "the message above"),
    KeyBinding("select-down", [.plain("j"), Key(.down)], .selection(.down), [.select], "the message below"),
    KeyBinding("edit-message", [.plain("e")], .selection(.edit), [.select], "edit it, if it is yours"),
    KeyBinding(
      "delete-message", [.plain("d"), Key(.delete)], .selection(.delete), [.select],
      "delete it for everybody; asked twice"),
    KeyBinding("copy-message", [.plain("y")], .selection(.copy), [.select], "copy its text"),
    KeyBinding("quote-message", [.plain(">")], .selection(.quote), [.select], "quote it in an answer"),
    KeyBinding("show-readers", [.plain("r")], .selection(.readers), [.select], "who has read it"),
    KeyBinding(
      "mark-unread-from", [.plain("u")], .selection(.markUnread), [.select], "mark as unread from here"),
    KeyBinding(
      "select-none", [Key(.escape), .plain("v"), .plain("q")], .selection(.end), [.select], "select nothing"),
  ]

  private static let helping: [KeyBinding] = [
    KeyBinding("line-down", [.plain("j"), Key(.down)], .scroll(.lineDown), [.help], "scroll down"),
    KeyBinding("line-up", [.plain("k"), Key(.up)], .scroll(.lineUp), [.help], "scroll up"),
    KeyBinding("page-down", [Key(.pageDown), .plain(" ")], .scroll(.pageDown), [.help], "page down"),
    KeyBinding("page-up", [Key(.pageUp)], .scroll(.pageUp), [.help], "page up"),
    KeyBinding("oldest", [.plain("g"), Key(.home)], .scroll(.oldest), [.help], "to the top"),
    KeyBinding("newest", [.plain("G"), Key(.end)], .scroll(.newest), [.help], "to the end"),
    KeyBinding(
      "close", [Key(.escape), Key(.enter), .plain("q"), .plain("?"), Key(.function(1))], .close, [.help],
      "back"),
  ]

  private static let everywhere: [KeyBinding] = [
    KeyBinding("redraw", [.control("l")], .redraw, Mode.allCases, "draw the screen anew"),
    KeyBinding("suspend", [.control("z")], .suspend, Mode.allCases, "back to the shell; fg returns"),
    KeyBinding("quit", [.control("c")], .quit, Mode.allCases, "quit"),
  ]

  private static func edit(
    _ name: String, _ keys: [Key], _ edit: Action.Edit, in modes: [Mode] = [.write, .find, .filter, .search],
    _ help: String
  ) -> KeyBinding {
    KeyBinding(name, keys, .edit(edit), modes, help)
  }
}

extension Key {
  fileprivate static func plain(_ character: Character) -> Key { Key(.character(character)) }

  fileprivate static func control(_ character: Character) -> Key { Key(.character(character), .control) }

  fileprivate static func alt(_ character: Character) -> Key { Key(.character(character), .alt) }
}
