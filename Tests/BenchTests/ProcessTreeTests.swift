import Bench
import Foundation
import Testing

@Suite("Who started whom")
struct ProcessTreeTests {
  private func stat(_ pid: Int, parent: Int, name: String = "x", _ times: [Int]) -> String {
    "\(pid) (\(name)) S \(parent) 1 1 0 -1 4194560 1 2 3 4 \(times.map(String.init).joined(separator: " ")) 20 0 1 0"
  }

  @Test("the time of a server is that of all that descend from it, and of those it has seen end")
  func sum() {
    let tree = ProcessTree(stats: [
      stat(10, parent: 1, [1, 2, 30, 40]), stat(11, parent: 10, name: "a (b) c", [5, 0, 0, 0]),
      stat(12, parent: 11, [0, 7, 0, 0]), stat(13, parent: 1, [100, 100, 100, 100]),
    ])
    #expect(tree.ticks(of: 10) == 85)
    #expect(tree.ticks(of: 12) == 7)
    #expect(tree.ticks(of: 10, without: [10, 11]) == 73, "told apart, with what descends from it")
    #expect(tree.ticks(of: 99) == 0)
  }

  @Test("what cannot be read is left out, and a circle ends")
  func damaged() {
    let tree = ProcessTree(stats: [
      "", "7", "7 (x", "8 (x) S 1 2", stat(1, parent: 2, [1, 0, 0, 0]), stat(2, parent: 1, [1, 0, 0, 0]),
    ])
    #expect(tree.ticks(of: 1) == 2)
    #expect(tree.ticks(of: 8) == 0)
  }

  @Test("this process has used the processor")
  func own() {
    #expect(ProcessTree.now().ticks(of: getpid()) > 0)
  }
}
