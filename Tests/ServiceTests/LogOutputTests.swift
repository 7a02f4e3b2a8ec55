import Foundation
import TestSupport
import Testing

@testable import Service

@Suite struct LogOutputTests {
  @Test func `a file is appended to`() throws {
    try withFolder { (folder) throws in
      let path = folder + "/log"
      #expect(try LogFile(path: path).write("one\n"))
      #expect(try LogFile(path: path).write("two\n"))
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "one\ntwo\n")
    }
  }

  @Test func `a full file is set aside, and only one is kept`() throws {
    try withFolder { (folder) throws in
      let path = folder + "/log"
      let file = try LogFile(path: path, limit: 10)
      for line in ["1234\n", "5678\n", "9\n", "a line longer than the limit\n", "b\n"] {
        #expect(file.write(line))
      }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "b\n")
      #expect(try String(contentsOfFile: path + ".1", encoding: .utf8) == "a line longer than the limit\n")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["log", "log.1"])
    }
  }

  @Test func `the size that was there before counts`() throws {
    try withFolder { (folder) throws in
      let path = folder + "/log"
      try "12345678\n".write(toFile: path, atomically: true, encoding: .utf8)
      #expect(try LogFile(path: path, limit: 10).write("ab\n"))
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "ab\n")
    }
  }

  @Test func `a file moved away is opened anew on demand`() throws {
    try withFolder { (folder) throws in
      let path = folder + "/log"
      let file = try LogFile(path: path)
      #expect(file.write("old\n"))
      try FileManager.default.moveItem(atPath: path, toPath: path + ".moved")
      #expect(file.write("still old\n"))
      try file.reopen()
      #expect(file.write("new\n"))
      #expect(try String(contentsOfFile: path + ".moved", encoding: .utf8) == "old\nstill old\n")
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "new\n")
    }
  }

  @Test func `a file that cannot be opened is an error that says what to do`() {
    let error = #expect(throws: LogFile.Unavailable.self) { try LogFile(path: "/nowhere/log") }
    #expect(
      error?.description == "cannot open the log file /nowhere/log: No such file or directory; "
        + "name another one or create its folder")
  }

  @Test func `lines from many tasks stay whole`() async throws {
    let folder = try TemporaryFolder()
    let file = try LogFile(path: folder.path("log"))
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask { for line in 0..<100 { _ = file.write("task \(task) line \(line)\n") } }
      }
    }
    let lines = try folder.text("log").split(separator: "\n")
    #expect(Set(lines).count == 800)
  }

  @Test func `a pipe that nobody reads costs lines, not the program`() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    defer { ends.forEach { close($0) } }
    let output = StandardErrorOutput(descriptor: ends[1])
    let line = String(repeating: "x", count: 9_999) + "\n"
    var written = 0
    while output.write(line) { written += 1 }
    #expect(written > 0)
    #expect(!output.write(line))
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    #expect(read(ends[0], &bytes, bytes.count) > 0)
    #expect(output.write(line))
  }

  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = try TemporaryFolder()
    try body(folder.path)
    withExtendedLifetime(folder) {}
  }
}
