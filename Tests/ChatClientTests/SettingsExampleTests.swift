import Arguments
import Foundation
import Testing

@testable import ChatClient

@Suite("The example files")
struct SettingsExampleTests {
  private func asset(_ name: String) throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "Assets/\(name)"), encoding: .utf8)
  }

  private func lines(_ text: String) throws -> [SettingLine] {
    try ConfigurationSource(parsing: text, file: "example").entries.map {
      SettingLine(key: $0.key, value: $0.value, line: $0.line)
    }
  }

  /// A semicolon with no blank after it stands before a setting.
  private func uncommented(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.first == ";" && line.dropFirst().first?.isLetter == true ? line.dropFirst() : line
    }
    return lines.joined(separator: "\n")
  }

  @Test("they are what the program says")
  func upToDate() throws {
    #expect(try asset("theme.ini") == ThemeFile.example, "copy what ThemeFile.example says")
    #expect(try asset("keys.ini") == KeyMapFile.example, "copy what KeyMapFile.example says")
  }

  @Test("as they are, they change nothing")
  func inert() throws {
    #expect(try lines(asset("theme.ini")).isEmpty)
    #expect(try lines(asset("keys.ini")).isEmpty)
  }

  @Test("with all of it said, the theme is the dark one of 256 colours")
  func theme() throws {
    let lines = try lines(uncommented(asset("theme.ini")))
    #expect(Set(lines.map(\.name)) == Set(["base", "author"] + ThemeStyle.all.map(\.name)))
    #expect(try ThemeFile(lines).theme(.light, .none) == .standard(.dark, .indexed256))
  }

  @Test("with all of it said, every key does what it does anyway")
  func keys() throws {
    let lines = try lines(uncommented(asset("keys.ini")))
    #expect(Set(lines.map(\.name)) == Set(KeyMap.standard.names))
    let keyMap = try KeyMapFile(lines).keyMap
    for mode in Mode.allCases {
      for name in KeyMap.standard.names {
        #expect(
          keyMap.keys(of: name, in: mode) == KeyMap.standard.keys(of: name, in: mode), "\(name), \(mode.name)"
        )
      }
    }
  }
}
