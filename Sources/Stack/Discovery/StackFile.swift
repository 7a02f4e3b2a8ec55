import FoundationEssentials
import Glibc

/// The file through which `dogear` in another terminal finds a running stack.
///
/// It lies in `dogear/stacks` under `$XDG_RUNTIME_DIR`, else under `$XDG_STATE_HOME`, else under `~/.local/state`, one
/// file for each name, readable only by its owner. A file whose process is gone is as good as absent, even if the
/// process number has been given to another since.
public struct StackFile: Sendable, Equatable {
  /// The file's absolute path.
  public let path: String
  /// What it says.
  public let stack: RunningStack

  /// Makes a stack known under its name, replacing what this process or a dead one said before.
  /// - Throws: `StackFileError` if the name is bad or taken, or the file cannot be written.
  public static func write(
    _ stack: RunningStack, environment: [String: String] = processEnvironment
  ) throws(StackFileError) -> StackFile {
    guard isName(stack.name) else { throw .badName(stack.name) }
    if let other = all(environment: environment).first(where: { $0.stack.name == stack.name }),
      other.stack.process != stack.process
    {
      throw .nameTaken(stack.name, pid: other.stack.process.pid)
    }
    guard let folder = folders(environment).first(where: makeFolder) else {
      let wanted = folders(environment).first ?? "$XDG_RUNTIME_DIR/dogear/stacks"
      throw .cannotWrite(path: wanted, reason: "set XDG_RUNTIME_DIR or HOME to a folder that you can write")
    }
    let file = StackFile(path: "\(folder)/\(stack.name).json", stack: stack)
    try file.replace()
    return file
  }

  /// The stack to use: the one of that name, else the one named "default", else the newest.
  /// - Throws: `StackFileError.noneRunning` or `.unknownName`, which say what to do.
  public static func find(
    _ name: String? = nil, environment: [String: String] = processEnvironment
  ) throws(StackFileError) -> RunningStack {
    let running = all(environment: environment).map(\.stack)
    if let name {
      if let found = running.first(where: { $0.name == name }) { return found }
      throw .unknownName(name, running: running.map(\.name))
    }
    guard let newest = running.first else { throw .noneRunning }
    return running.first { $0.name == "default" } ?? newest
  }

  /// All running stacks, newest first.
  ///
  /// Files of stacks that have ended are removed.
  public static func all(environment: [String: String] = processEnvironment) -> [StackFile] {
    var found: [StackFile] = []
    for folder in folders(environment) {
      for name in FolderListing.names(in: folder) where name.hasSuffix(".json") {
        let path = "\(folder)/\(name)"
        guard let stack = read(path) else { continue }
        if stack.process.isAlive {
          found.append(StackFile(path: path, stack: stack))
        } else {
          unlink(path)
        }
      }
    }
    return found.sorted { $0.stack.startedAt > $1.stack.startedAt }
  }

  /// Removes the file, unless another stack has taken its place.
  public func remove() {
    if StackFile.read(path)?.process == stack.process { unlink(path) }
  }

  /// The environment of this process, in which folders are looked up.
  public static var processEnvironment: [String: String] { ProcessInfo.processInfo.environment }
}
