import Canvas

extension KeyMap {
  static let bindings: [KeyBinding] = browsing + writing + finding + helping + everywhere

  private static let browsing: [KeyBinding] =
    channels + scrolling + [
      KeyBinding(
        keys: [.plain("i"), Key(.enter)], action: .write, modes: [.browse], help: "write a message"),
      KeyBinding(
        keys: [.plain("m")], action: .markRead, modes: [.browse],
        help: "mark the channel as read, to its newest message"),
      KeyBinding(
        keys: [.plain("u")], action: .markUnread, modes: [.browse],
        help: "mark the last message in view as unread"),
      KeyBinding(
        keys: [.plain("M")], action: .toggleMuted, modes: [.browse], help: "mute the channel, or unmute it"),
      KeyBinding(keys: [.plain("r")], action: .retry, modes: [.browse], help: "send again what was not sent"),
      KeyBinding(keys: [.plain("x")], action: .discard, modes: [.browse], help: "give up what was not sent"),
      KeyBinding(
        keys: [Key(.escape)], action: .close, modes: [.browse], help: "take the \"new messages\" line away"),
      KeyBinding(
        keys: [.plain("/"), .control("k")], action: .find, modes: [.browse], help: "find a channel"),
      KeyBinding(
        keys: [.plain("<")], action: .crowd(.slower), modes: [.browse], help: "slow the demo's crowd down"),
      KeyBinding(
        keys: [.plain(">")], action: .crowd(.faster), modes: [.browse], help: "speed the demo's crowd up"),
      KeyBinding(
        keys: [.plain("?"), Key(.function(1))], action: .help, modes: [.browse], help: "show the keys"),
      KeyBinding(keys: [.plain("q")], action: .quit, modes: [.browse], help: "quit"),
    ]

  private static let channels: [KeyBinding] = [
    KeyBinding(keys: [.plain("n")], action: .nextUnread, modes: [.browse], help: "next unread channel"),
    KeyBinding(
      keys: [.plain("p")], action: .previousUnread, modes: [.browse], help: "previous unread channel"),
    KeyBinding(
      keys: [.plain("N"), .plain("@")], action: .nextMention, modes: [.browse],
      help: "next channel with a mention"),
    KeyBinding(
      keys: [Key(.tab), .control("n"), Key(.down, .alt)], action: .nextChannel, modes: [.browse, .write],
      help: "next channel"),
    KeyBinding(
      keys: [Key(.backTab), .control("p"), Key(.up, .alt)], action: .previousChannel,
      modes: [.browse, .write],
      help: "previous channel"),
  ]

  private static let scrolling: [KeyBinding] = [
    KeyBinding(
      keys: [.plain("k"), Key(.up)], action: .scroll(.lineUp), modes: [.browse], help: "scroll up a line"),
    KeyBinding(
      keys: [.plain("j"), Key(.down)], action: .scroll(.lineDown), modes: [.browse],
      help: "scroll down a line"),
    KeyBinding(keys: [Key(.pageUp)], action: .scroll(.pageUp), modes: [.browse, .write], help: "page up"),
    KeyBinding(
      keys: [Key(.pageDown)], action: .scroll(.pageDown), modes: [.browse, .write], help: "page down"),
    KeyBinding(
      keys: [.control("b"), .alt("v")], action: .scroll(.pageUp), modes: [.browse], help: "page up"),
    KeyBinding(
      keys: [.control("f"), .plain(" ")], action: .scroll(.pageDown), modes: [.browse], help: "page down"),
    KeyBinding(keys: [.control("u")], action: .scroll(.halfPageUp), modes: [.browse], help: "half a page up"),
    KeyBinding(
      keys: [.control("d")], action: .scroll(.halfPageDown), modes: [.browse], help: "half a page down"),
    KeyBinding(
      keys: [.plain("g"), Key(.home)], action: .scroll(.oldest), modes: [.browse],
      help: "oldest message loaded"),
    KeyBinding(
      keys: [.plain("G"), Key(.end)], action: .scroll(.newest), modes: [.browse], help: "newest message"),
  ]

  private static let writing: [KeyBinding] =
    [
      KeyBinding(keys: [Key(.enter)], action: .send, modes: [.write], help: "send the message"),
      KeyBinding(
        keys: [Key(.enter, .alt), .control("j")], action: .edit(.newline), modes: [.write],
        help: "start a new line"),
      KeyBinding(
        keys: [Key(.escape)], action: .browse, modes: [.write], help: "stop writing; the text is kept"),
      edit([Key(.up)], .up, [.write], "line up"),
      edit([Key(.down)], .down, [.write], "line down"),
      edit([.control("k")], .killToEnd, [.write], "cut to the end of the line"),
      edit([.control("y")], .yank, [.write], "paste what was cut"),
    ] + editing([.write, .find])

  private static func editing(_ modes: [Mode]) -> [KeyBinding] {
    [
      edit([Key(.left), .control("b")], .left, modes, "a character left"),
      edit([Key(.right), .control("f")], .right, modes, "a character right"),
      edit([.alt("b"), Key(.left, .control)], .wordLeft, modes, "a word left"),
      edit([.alt("f"), Key(.right, .control)], .wordRight, modes, "a word right"),
      edit([Key(.home), .control("a")], .lineStart, modes, "to the start of the line"),
      edit([Key(.end), .control("e")], .lineEnd, modes, "to the end of the line"),
      edit([Key(.backspace), .control("h")], .deleteBackward, modes, "delete the character before"),
      edit([Key(.delete), .control("d")], .deleteForward, modes, "delete the character after"),
      edit([.control("w"), Key(.backspace, .alt)], .deleteWordBackward, modes, "delete the word before"),
      edit([.alt("d")], .deleteWordForward, modes, "delete the word after"),
      edit([.control("u")], .killToStart, modes, "cut to the start of the line"),
    ]
  }

  private static func edit(_ keys: [Key], _ edit: Action.Edit, _ modes: [Mode], _ help: String) -> KeyBinding
  {
    KeyBinding(keys: keys, action: .edit(edit), modes: modes, help: help)
  }

  private static let finding: [KeyBinding] = [
    KeyBinding(keys: [Key(.enter)], action: .choose, modes: [.find], help: "open the channel"),
    KeyBinding(
      keys: [Key(.down), .control("n"), Key(.tab)], action: .selectNext, modes: [.find], help: "next match"),
    KeyBinding(
      keys: [Key(.up), .control("p"), Key(.backTab)], action: .selectPrevious, modes: [.find],
      help: "previous match"),
    KeyBinding(keys: [Key(.escape)], action: .close, modes: [.find], help: "back"),
  ]

  private static let helping: [KeyBinding] = [
    KeyBinding(
      keys: [.plain("j"), Key(.down)], action: .scroll(.lineDown), modes: [.help], help: "scroll down"),
    KeyBinding(keys: [.plain("k"), Key(.up)], action: .scroll(.lineUp), modes: [.help], help: "scroll up"),
    KeyBinding(
      keys: [Key(.pageDown), .plain(" ")], action: .scroll(.pageDown), modes: [.help], help: "page down"),
    KeyBinding(keys: [Key(.pageUp)], action: .scroll(.pageUp), modes: [.help], help: "page up"),
    KeyBinding(
      keys: [Key(.escape), Key(.enter), .plain("q"), .plain("?"), Key(.function(1))], action: .close,
      modes: [.help], help: "back"),
  ]

  private static let everywhere: [KeyBinding] = [
    KeyBinding(keys: [.control("l")], action: .redraw, modes: Mode.allCases, help: "draw the screen anew"),
    KeyBinding(
      keys: [.control("z")], action: .suspend, modes: Mode.allCases, help: "back to the shell; fg returns"),
    KeyBinding(keys: [.control("c")], action: .quit, modes: Mode.allCases, help: "quit"),
  ]
}

extension Key {
  fileprivate static func plain(_ character: Character) -> Key { Key(.character(character)) }

  fileprivate static func control(_ character: Character) -> Key { Key(.character(character), .control) }

  fileprivate static func alt(_ character: Character) -> Key { Key(.character(character), .alt) }
}
