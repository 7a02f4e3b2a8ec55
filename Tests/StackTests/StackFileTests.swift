import Foundation
import TestSupport
import Testing

@testable import Stack

@Suite("Finding a running stack")
struct StackFileTests {
  let folder: TemporaryFolder
  let environment: [String: String]

  init() throws {
    folder = try TemporaryFolder()
    environment = ["XDG_RUNTIME_DIR": folder.path, "HOME": "/nonexistent"]
  }

  private func stack(_ name: String, age: Double = 0, process: ProcessIdentity = .current) -> RunningStack {
    let started = Date(timeIntervalSince1970: 1_800_000_000 - age)
    let endpoints = StackEndpoints(
      databaseURL: "postgresql:///\(name)", redisURL: "redis://\(name)", kafkaBrokers: "k:1")
    return RunningStack(name: name, process: process, startedAt: started, endpoints: endpoints)
  }

  @Test("what is written is found, by name or without, and only its owner can read it")
  func writeAndFind() throws {
    let file = try StackFile.write(stack("demo"), environment: environment)
    #expect(try StackFile.find("demo", environment: environment) == stack("demo"))
    #expect(try StackFile.find(environment: environment) == stack("demo"))
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(FolderListing.names(in: "\(folder.path)/dogear/stacks") == ["demo.json"])
    file.remove()
    #expect(throws: StackFileError.noneRunning) { try StackFile.find(environment: environment) }
  }

  @Test("without a name the default wins, then the newest")
  func choice() throws {
    _ = try StackFile.write(stack("old", age: 100), environment: environment)
    _ = try StackFile.write(stack("new", age: 10), environment: environment)
    #expect(try StackFile.find(environment: environment).name == "new")
    _ = try StackFile.write(stack("default", age: 50), environment: environment)
    #expect(try StackFile.find(environment: environment).name == "default")
    #expect(StackFile.all(environment: environment).map(\.stack.name) == ["new", "default", "old"])
    #expect(throws: StackFileError.unknownName("none", running: ["new", "default", "old"])) {
      try StackFile.find("none", environment: environment)
    }
  }

  @Test(
    "a file whose process is gone, or whose number belongs to another process now, is ignored and removed",
    arguments: [
      ProcessIdentity(pid: Int32.max - 1, startTicks: 1),
      ProcessIdentity(pid: getpid(), startTicks: ProcessIdentity.current.startTicks + 1),
      ProcessIdentity(
        pid: getpid(), startTicks: ProcessIdentity.current.startTicks, bootID: "an earlier boot"),
    ])
  func stale(process: ProcessIdentity) throws {
    _ = try StackFile.write(stack("stale", process: process), environment: environment)
    #expect(throws: StackFileError.noneRunning) { try StackFile.find(environment: environment) }
    #expect(FolderListing.names(in: "\(folder.path)/dogear/stacks").isEmpty)
  }

  @Test("a name in use by another living process is refused; the same process may write again")
  func takenName() throws {
    let parent = try #require(ProcessTable.stat(of: getppid()))
    let other = ProcessIdentity(pid: parent.pid, startTicks: parent.startTicks)
    _ = try StackFile.write(stack("mine"), environment: environment)
    _ = try StackFile.write(stack("mine", age: -1), environment: environment)
    #expect(throws: StackFileError.nameTaken("mine", pid: getpid())) {
      try StackFile.write(stack("mine", process: other), environment: environment)
    }
  }

  @Test("without XDG_RUNTIME_DIR the state folders are used, and all are searched")
  func folders() throws {
    let state = ["XDG_STATE_HOME": "\(folder.path)/state", "HOME": "/nonexistent"]
    _ = try StackFile.write(stack("here"), environment: state)
    let both = state.merging(["XDG_RUNTIME_DIR": "\(folder.path)/run"]) { $1 }
    #expect(try StackFile.find("here", environment: both).name == "here")
    #expect(StackFile.folders(["HOME": "/home/a"]) == ["/home/a/.local/state/dogear/stacks"])
    #expect(StackFile.folders(["HOME": "relative"]).isEmpty)
    #expect(throws: StackFileError.self) { try StackFile.write(stack("here"), environment: [:]) }
  }

  @Test(
    "a name that would leave the folder or look like a flag is refused",
    arguments: ["", "../x", ".x", "-x", "a b", "ä"])
  func badNames(name: String) {
    #expect(throws: StackFileError.badName(name)) {
      try StackFile.write(stack(name), environment: environment)
    }
  }

  @Test("rubbish in the folder is ignored")
  func rubbish() throws {
    _ = try StackFile.write(stack("good"), environment: environment)
    for text in ["", "{}", "not JSON"] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/dogear/stacks/bad.json"))
      #expect(StackFile.all(environment: environment).map(\.stack.name) == ["good"])
    }
  }
}
