import Foundation
import Testing

@testable import Playback

@Suite struct ExampleTests {
  @Test("the example scripts can be read", arguments: ["tour", "unread", "search", "writing"])
  func examples(name: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appending(path: "Assets/scripts/\(name).dogear")
    let script = try ScreenScript(String(contentsOf: file, encoding: .utf8), file: name)
    #expect(script.size != nil)
    let expectations = script.steps.filter { if case .expect = $0.action { true } else { false } }
    #expect(expectations.count > 5)
  }
}
