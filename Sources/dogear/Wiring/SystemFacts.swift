import Arguments
import ChatModel
import Foundation
import Glibc
import Service

/// The machine's time of day.
struct SystemClock: WallClock {
  func now() -> Timestamp {
    Timestamp(milliseconds: Int64(WallTime.now().milliseconds))
  }
}

/// A name that no other server has: it names leases and builders.
enum ServerName {
  static func make() -> String {
    let random = UInt64.random(in: .min ... .max)
    return "dogear-\(getpid())-\(String(random, radix: 36))"
  }
}

/// The consumer groups of the server's roles.
enum Groups {
  static let messages = "dogear.messages"
  static let receipts = "dogear.receipts"
}

/// The folder for what must outlive a run: `$XDG_STATE_HOME/dogear`, else `~/.local/state/dogear`.
enum StateFolder {
  /// The path of a file in it; the folder is made if it is missing.
  static func file(_ name: String) throws -> String {
    let environment = ProcessInfo.processInfo.environment
    let home = environment["XDG_STATE_HOME"] ?? (environment["HOME"] ?? "/tmp") + "/.local/state"
    let folder = home + "/dogear"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return "\(folder)/\(name)"
  }
}

/// A part of the server's work.
///
/// Any number of servers can share each.
enum Role: String, CaseIterable, Sendable, ExpressibleByArgument {
  /// Numbers and stores messages, and fans them out.
  case messages
  /// Consumes receipts.
  case receipts
  /// Saves counters to the database on a schedule.
  case sync
}

extension Duration {
  /// How long one service may take to end, and again after it was cancelled.
  ///
  /// A batch in flight takes a fraction of a second; a commit to a broker that is gone would wait for a minute.
  static let shutdownPatience: Duration = .seconds(3)
  /// How long what is measured may take to come to rest and be looked at, before it is broken off without a verdict.
  static let verdictPatience: Duration = .seconds(600)
}
