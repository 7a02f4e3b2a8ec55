import FoundationEssentials

/// A running stack could not be found or made known: why, and what to do.
public enum StackFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// No stack runs at all.
  case noneRunning
  /// None of that name runs, but these do.
  case unknownName(String, running: [String])
  /// Another process has published a stack of that name.
  case nameTaken(String, pid: Int32)
  /// The name cannot be the name of a file.
  case badName(String)
  /// There is no folder to put the file in, or it cannot be written.
  case cannotWrite(path: String, reason: String)

  /// One sentence.
  public var description: String {
    switch self {
    case .noneRunning:
      "no stack is running: start one with `dogear up`"
    case .unknownName(let name, let running) where running.isEmpty:
      "no stack named \(name) is running: start it with `dogear up --stack \(name)`"
    case .unknownName(let name, let running):
      "no stack named \(name) is running, only \(running.joined(separator: ", ")): name one of them, "
        + "or start it with `dogear up --stack \(name)`"
    case .nameTaken(let name, let pid):
      "a stack named \(name) is already running (pid \(pid)): use it, or give this one another name with --stack"
    case .badName(let name):
      "\"\(name)\" cannot name a stack: use up to 64 letters, digits, dashes, underscores and dots, no dot first"
    case .cannotWrite(let path, let reason):
      "cannot write \(path), by which other terminals find the stack: \(reason)"
    }
  }
}

/// What a running stack tells other processes about itself.
public struct RunningStack: Sendable, Codable, Equatable {
  /// The name it was published under.
  public let name: String
  /// The process that owns it; the stack lives exactly as long.
  public let process: ProcessIdentity
  /// When it was published.
  public let startedAt: Date
  /// Where its parts answer.
  public let endpoints: StackEndpoints

  /// Creates a description.
  public init(name: String, process: ProcessIdentity, startedAt: Date, endpoints: StackEndpoints) {
    self.name = name
    self.process = process
    self.startedAt = startedAt
    self.endpoints = endpoints
  }
}
