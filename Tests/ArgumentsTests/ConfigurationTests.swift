import Arguments
import Foundation
import TestSupport
import Testing

@Suite struct ConfigurationTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func `the command line wins over the environment, that over the file, that over the default`() throws
  {
    let file = try folder.write("dogear.ini", "[redis]\nurl = from-file\n")
    let variables = ["REDIS_URL": "from-environment", "DOGEAR_CONFIG": file]
    func url(_ words: String..., environment: [String: String]) throws -> String? {
      let command = try Dogear.parseAsRoot(["chat", "-ubob"] + words, environment: { environment[$0] })
      return (command as? Chat)?.redis.url
    }
    #expect(try url("--url", "from-line", environment: variables) == "from-line")
    #expect(try url(environment: variables) == "from-environment")
    #expect(try url(environment: ["DOGEAR_CONFIG": file]) == "from-file")
    #expect(try url(environment: [:]) == "redis://localhost")
  }

  @Test func `the file is named by the option, else the variable, else found in its fixed place`() throws {
    let named = try folder.write("named.ini", "[redis]\nurl = named\n")
    let variable = try folder.write("variable.ini", "[redis]\nurl = variable\n")
    _ = try folder.write("dogear/dogear.ini", "[redis]\nurl = fixed\n")
    _ = try folder.write(".config/dogear/dogear.ini", "[redis]\nurl = home\n")
    let all = ["DOGEAR_CONFIG": variable, "XDG_CONFIG_HOME": folder.path]
    #expect(
      try parse("--config", named, "chat", "-ubob", as: Chat.self, environment: all).redis.url == "named")
    #expect(
      try parse("chat", "-ubob", "--config=\(named)", as: Chat.self, environment: all).redis.url == "named")
    #expect(try parse("chat", "-ubob", as: Chat.self, environment: all).redis.url == "variable")
    let fixed = ["XDG_CONFIG_HOME": folder.path, "HOME": "/nowhere"]
    #expect(try parse("chat", "-ubob", as: Chat.self, environment: fixed).redis.url == "fixed")
    #expect(try parse("chat", "-ubob", as: Chat.self, environment: ["HOME": folder.path]).redis.url == "home")
  }

  @Test func `lists are separated by commas or given on more lines`() throws {
    let file = try folder.write("a.ini", "[chat]\nopen = a, b\n  c\nopen = d\n")
    let chat: Chat = try parse("chat", "-ubob", "--config", file)
    #expect(chat.open == ["a", "b", "c", "d"])
    #expect(try parse("chat", "-ubob", "--config", file, "--open", "x", as: Chat.self).open == ["x"])
  }

  @Test func `flags are read from variables`() throws {
    #expect(try parse("chat", "-ubob", as: Chat.self, environment: ["DOGEAR_COLOR": "No"]).color == false)
    #expect(try parse("chat", "-ubob", as: Chat.self, environment: ["DOGEAR_COLOR": ""]).color)
    #expect(try parse("chat", as: Chat.self, environment: ["DOGEAR_USER": "eve"]).user == "eve")
    #expect(
      complaint("chat", "-ubob", environment: ["DOGEAR_COLOR": "maybe"])
        == "Error: The value 'maybe' is invalid for the variable DOGEAR_COLOR; give true or false")
  }

  @Test(
    "errors name the file and the line",
    arguments: [
      (
        "[redis]\n\ntimeout = soon\n",
        "3: The value 'soon' is invalid for 'redis.timeout'; "
          + "give a number and a unit, such as 300ms, 2s, 5m or 1h"
      ),
      (
        "[log]\nform = jsn\n",
        "2: The value 'jsn' is invalid for 'log.form'. "
          + "Please provide one of 'readable', 'json'. Did you mean 'json'?"
      ),
      ("; ok\n[redis]\nulr = x\n", "3: Unknown setting 'redis.ulr'. Did you mean 'redis.url'?"),
      ("url = x\n", "1: Unknown setting 'url'."),
      ("[redis]\nurl = x\nurl = y\n", "3: 'redis.url' is set a second time; remove one of the lines"),
      ("[redis]\nwhat is this\n", "2: expected '[section]', 'name = value' or a comment"),
      ("[redis\nurl = x\n", "1: expected '[section]', 'name = value' or a comment"),
      ("[redis]\nurl = \(String(repeating: "x", count: 300))\n", "2: the line is longer than 197 bytes"),
      ("[redis]\nurl = a\u{0}b\n", "2: the line holds a NUL byte"),
    ])
  func mistakes(text: String, expected: String) throws {
    let file = try folder.write("bad.ini", text)
    #expect(complaint("chat", "-ubob", "--config", file) == "Error: \(file):\(expected)")
  }

  @Test func `a named file must exist, one in the fixed place need not`() throws {
    #expect(
      complaint("chat", "-ubob", "--config", "/nowhere/x.ini")
        == "Error: /nowhere/x.ini: cannot be read: No such file or directory")
    #expect(try parse("chat", "-ubob", as: Chat.self, environment: ["HOME": "/nowhere"]).user == "bob")
  }

  @Test func `a folder and a binary file are refused`() throws {
    #expect(complaint("chat", "-ubob", "--config", folder.path).hasSuffix("cannot be read: Is a directory"))
    let file = try folder.write("bin.ini", Data([0xFF, 0xFE, 0x00]))
    #expect(complaint("chat", "-ubob", "--config", file).hasSuffix("is not a UTF-8 text of at most 1 MiB"))
  }

  @Test func `the dialect is that of inih`() throws {
    let text =
      "\u{FEFF}top = 1 ; comment\n# comment\n[a b]\r\nname: value with = sign\r\nlast = no line break"
    let source = try ConfigurationSource(parsing: text, file: "x.ini")
    #expect(source.entries.map(\.key) == ["top", "a b.name", "a b.last"])
    #expect(source.entries.map(\.value) == ["1", "value with = sign", "no line break"])
    #expect(source.entries.map(\.line) == [1, 4, 5])
    #expect(try ConfigurationSource(parsing: "", file: "x.ini").entries.isEmpty)
  }
}
