import ChatClient
import Foundation
import Testing

@Suite("The README")
struct ReadmeTests {
  @Test("its key table is the key map's")
  func keyTable() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let isCurrent = readme.contains(KeyMap.standard.shortMarkdownTable)
    #expect(isCurrent, "copy what `dogear keys --form short` says")
  }
}
