import Canvas
import ChatModel
import Testing

@testable import ChatClient

/// What helps in writing: names, the switcher, the editor, the mouse for the terminal.
@Suite struct ComposingTests {
  private func writing() -> World {
    var world = World(
      [Sample.info(Sample.incidents, head: 9), Sample.info(Sample.general, head: 9)],
      opening: Sample.incidents)
    world.begin()
    world.press(.plain("i"))
    return world
  }

  private var text: (World) -> String { { $0.client.composer.editor.text } }

  @Test("members are asked for once a conversation, and never offered is oneself")
  func members() {
    var world = World([Sample.info(Sample.incidents, head: 9)])
    world.begin()
    #expect(world.press(.plain("i")).contains(.loadMembers(Sample.incidents)))
    world.press(Key(.escape))
    #expect(!world.press(.plain("i")).contains(.loadMembers(Sample.incidents)))
    world.post(.members(Sample.incidents, [Sample.alice]))
    world.type("@al")
    world.press(Key(.tab))
    #expect(text(world) == "@al")
  }

  @Test("Ctrl-K cuts, and with nothing written it opens the switcher")
  func switcher() {
    var world = writing()
    world.type("cut me")
    world.press(Key(.home), .control("k"))
    #expect(text(world).isEmpty)
    #expect(world.client.mode == .write)
    world.press(.control("k"))
    #expect(world.client.mode == .find)
  }

  @Test("the editor gets the text and gives it back without the last line end; its failure has words")
  func editor() {
    var world = writing()
    world.type("draft")
    #expect(world.press(.control("x")).contains(.edit("draft")))
    world.post(.edited("one\ntwo\n", problem: nil))
    #expect(text(world) == "one\ntwo")
    world.post(.edited(nil, problem: "it ended with status 1"))
    #expect(text(world) == "one\ntwo")
    #expect(world.client.toast?.text == "the editor failed: it ended with status 1")
  }

  @Test("Alt-m gives the mouse to the terminal and takes it back")
  func mouse() {
    var world = writing()
    #expect(world.press(.alt("m")).withoutTitle == [.setMouse(false)])
    #expect(world.press(.alt("m")).withoutTitle == [.setMouse(true)])
  }
}
