import Arguments
import Canvas
import ChatModel
import Crowd
import Foundation
import Measure
import Playback
import Redis
import Simulation
import Terminal

@testable import ChatClient
@testable import Stores

/// Everything that reads what somebody else has written, and what must hold of it whatever that is.
enum FuzzedDecoder: String, CaseIterable, Sendable {
  case message, receipt, notice, configuration, keys, theme, script, conversation, scenario, requirement
  case input, text, spool, counter, command

  /// The inputs to begin with: the files of a folder that is called like it.
  var corpus: [[UInt8]] {
    get throws {
      let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
        path: "Corpus/\(rawValue)")
      return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .sorted { $0.path < $1.path }.map { [UInt8](try Data(contentsOf: $0)) }
    }
  }

  /// Reads an input.
  /// - Returns: What does not hold, or `nil`. That it is refused is no fault, but must come as an error of its own kind.
  func complaint(about bytes: [UInt8]) throws -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    return switch self {
    case .message: again(bytes, { try MessageEvent(json: $0) }, { $0.json })
    case .receipt: again(bytes, { try ReceiptEvent(json: $0) }, { $0.json })
    case .notice: again(bytes, { Notice(json: $0) }, { $0?.json })
    case .configuration: try refusing(ConfigurationError.self) { _ = try source(text) }
    case .keys: try refusing(SettingError.self) { _ = try KeyMapFile(try lines(text)) }
    case .theme: try refusing(SettingError.self) { _ = try ThemeFile(try lines(text)) }
    case .script: try refusing(ScriptError.self) { _ = try ScreenScript(text, file: "fuzz") }
    case .conversation:
      try refusing(ConversationError.self) { _ = try Script(files: ["fuzz": text], world: World(seed: 1)) }
    case .scenario:
      try refusing(ConfigurationError.self) {
        _ = try Scenario(try source(text), name: "fuzz", file: "fuzz")
      }
    case .requirement: try refusing(RequirementError.self) { _ = try Requirement(text) }
    case .input: typed(bytes)
    case .text: shown(text)
    case .spool: again(text, { Spool(text: $0) }, { $0.text })
    case .counter: counted(text)
    case .command: read(text)
    }
  }

  /// What is read is read as the same from what is written of it.
  private func again<Form: Equatable, Value: Equatable>(
    _ input: Form, _ read: (Form) throws -> Value, _ written: (Value) -> Form?
  ) -> String? {
    guard let value = try? read(input), let form = written(value) else { return nil }
    guard let second = try? read(form) else { return "what was read is not read again" }
    return second == value ? nil : "read again it is \(second), and was \(value)"
  }

  private func refusing<Refusal: Error>(_ kind: Refusal.Type, _ body: () throws -> Void) throws -> String? {
    do {
      try body()
    } catch let error as Refusal {
      return "\(error)".isEmpty ? "an error without words" : nil
    } catch is ConfigurationError {
      return nil
    }
    return nil
  }

  private func source(_ text: String) throws -> ConfigurationSource {
    try ConfigurationSource(parsing: text, file: "fuzz")
  }

  private func lines(_ text: String) throws -> [SettingLine] {
    try source(text).entries.map { SettingLine(key: $0.key, value: $0.value, line: $0.line) }
  }

  /// Bytes of a terminal are events or nothing, in whatever pieces they come.
  private func typed(_ bytes: [UInt8]) -> String? {
    var whole = InputDecoder()
    var pieces = InputDecoder()
    let events = whole.decode(bytes) + whole.flush()
    var others: [InputEvent] = []
    for piece in stride(from: 0, to: bytes.count, by: 3) {
      others += pieces.decode(bytes[piece..<min(piece + 3, bytes.count)])
    }
    others += pieces.flush()
    guard events == others else { return "in pieces it is something else" }
    return events.count <= bytes.count + 1 ? nil : "\(events.count) events of \(bytes.count) bytes"
  }

  /// Text is harmless once it is sanitised, and stays as it is then.
  private func shown(_ text: String) -> String? {
    let (line, body) = (Sanitizer.line(text), Sanitizer.text(text))
    let bad = (line.unicodeScalars + body.unicodeScalars.filter { $0 != "\n" }).first { scalar in
      scalar.properties.generalCategory == .control || (0x202A...0x202E).contains(scalar.value)
        || (0x2066...0x2069).contains(scalar.value)
    }
    if let bad { return "U+\(String(bad.value, radix: 16)) is left" }
    guard Sanitizer.line(line) == line, Sanitizer.text(body) == body else { return "not the same again" }
    _ = BodyStyler(user: UserID(stored: "alice"), theme: SharedTheme(.dark)).style(
      body, base: Theme.dark.body)
    return nil
  }

  /// A counter that Redis claims to have is read as one with counts that can be, or not at all.
  private func counted(_ text: String) -> String? {
    let words = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      RedisValue.string(Array($0.utf8))
    }
    let entry = RedisValue.array(
      Array(words.prefix(2)) + [
        .array(Array(words.dropFirst(2).prefix(3))), .array(Array(words.dropFirst(5))),
      ])
    if let (_, unread) = CounterCodec.entry(entry), unread.unread < 0 { return "a negative count" }
    let room = ChannelID(stored: "room")
    let badges = CounterCodec.badges(words).values.map { $0.badge(in: room) }
    let snapshots = [CounterCodec.snapshot(words[...])?.badge, CounterCodec.state(text)?.badge(in: room)]
    let counts = badges + snapshots.compactMap(\.self)
    return counts.contains { $0.unread < 0 || $0.mentions < 0 } ? "a negative count" : nil
  }

  private func read(_ text: String) -> String? {
    _ = LinearCommand(text)
    _ = ChannelCommand.read(text)
    return nil
  }
}
