import ChatModel
import Testing

@testable import ChatClient

@Suite struct LinearInputTests {
  @Test("lines come out as they went in, however the bytes are cut", arguments: [1, 2, 3, 7, 100])
  func cuts(size: Int) {
    let bytes = Array("one\r\n\n  zwei 木 \nthree".utf8)
    var input = LineInput()
    var lines: [LineInput.Line] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      lines += input.take(bytes[start..<min(start + size, bytes.count)])
    }
    #expect(lines == [.text("one"), .text(""), .text("  zwei 木 ")])
    #expect(input.end() == [.text("three")])
    #expect(input.end() == [])
  }

  @Test("what is no UTF-8 is replaced")
  func invalid() {
    var input = LineInput()
    #expect(
      input.take([0x61, 0xFF, 0xC3, 0x0A, 0xE6, 0x9C, 0x0A]) == [
        .text("a\u{FFFD}\u{FFFD}"), .text("\u{FFFD}"),
      ])
  }

  @Test("a line that is too long is left out, and the next one comes; the limit itself is not too long")
  func tooLong() {
    var input = LineInput()
    let most = [UInt8](repeating: 97, count: LineInput.limit)
    #expect(input.take(most + [13, 10]) == [.text(String(decoding: most, as: UTF8.self))])
    #expect(input.take(most + [97, 10, 98, 10]) == [.tooLong, .text("b")])
    for _ in 0..<100 { #expect(input.take(most) == []) }
    #expect(input.take([10, 99]) == [.tooLong])
    #expect(input.end() == [.text("c")])
    _ = input.take(most + most)
    #expect(input.end() == [.tooLong])
  }

  @Test(
    "a line is a text unless it begins with a slash",
    arguments: [
      ("hello", LinearCommand.send("hello")), (" /read", .send(" /read")), ("//read", .send("/read")),
      ("", .nothing), (" \t", .nothing), ("/read", .verb(.read, "")), ("/READ  ", .verb(.read, "")),
      ("/open  #general ", .verb(.open, "#general")), ("/search two  words", .verb(.search, "two  words")),
      ("/open", .wrong("something is missing: /open NAME")),
      ("/read this", .wrong("nothing can stand after /read; // sends a line that begins with /")),
      (
        "/etc/passwd",
        .wrong(
          "unknown command /etc/passwd; /help lists the commands, and // sends a line that begins with /")
      ),
      ("/", .wrong("unknown command /; /help lists the commands, and // sends a line that begins with /")),
    ])
  func command(line: String, command: LinearCommand) {
    #expect(LinearCommand(line) == command)
  }

  @Test("every command is in the help")
  func help() {
    var world = LinearWorld([Sample.info(Sample.incidents)])
    world.begin()
    let lines = world.enter("/help")
    for verb in LinearVerb.allCases {
      #expect(lines.contains("\(verb.usage): \(verb.help)"))
      let example = verb.argument == nil ? "/\(verb.rawValue)" : "/\(verb.rawValue) 1"
      #expect(LinearCommand(example) == .verb(verb, verb.argument == nil ? "" : "1"))
    }
  }

  @Test(
    "a channel is opened by its name, with or without its sign, or by a few of its letters",
    arguments: [
      ("general", "#general"), ("#general", "#general"), ("GEN", "#general"), ("@bob", "bob"), ("bob", "bob"),
      ("#bob", "#bob"), ("inc", "#incidents"), ("@b", "bob"),
    ])
  func open(name: String, opened: String) {
    let bob = ChannelID(stored: "bob")
    var world = LinearWorld(
      [Sample.random, Sample.general, Sample.incidents, Sample.bobAndAlice, bob].map { Sample.info($0) },
      opening: Sample.random)
    world.begin()
    #expect(world.enter("/open \(name)").first?.hasPrefix("\(opened) opened: ") == true)
    #expect(world.enter("/open zzz") == ["no channel is called zzz; /list lists them"])
  }
}
