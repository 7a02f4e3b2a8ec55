import Foundation
import Glibc

/// A file that belongs to one process until that lets go of it or ends, however it ends.
///
/// The lock is on a file beside it, since every writing puts a new file in the place of the old one.
final class LockedFile: Sendable {
  /// Where it is.
  let path: String
  private let lock: Int32

  /// Takes the lock; the file itself need not be there.
  /// - Throws: If another process has it, or there can be none.
  init(_ path: String) throws {
    let name = LockedFile.lockName(of: path)
    let lock = Glibc.open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else { throw LockFailure(path: name, reason: String(cString: strerror(errno))) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0, LockedFile.isInPlace(lock, name) else {
      close(lock)
      throw LockFailure(path: name, reason: "another process has it")
    }
    self.path = path
    self.lock = lock
  }

  deinit {
    unlink(Self.lockName(of: path))
    close(lock)
  }

  /// Replaces the content: if the process is killed meanwhile, the file has the old one or the new.
  func write(_ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }

  /// Removes the file if it is there.
  func remove() throws {
    if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
  }

  private static func lockName(of path: String) -> String { "\(path).lock" }

  /// Whether the lock file was not taken away before it was locked: another process may have a new one.
  private static func isInPlace(_ lock: Int32, _ name: String) -> Bool {
    var locked = stat()
    var named = stat()
    return fstat(lock, &locked) == 0 && stat(name, &named) == 0 && locked.st_ino == named.st_ino
  }
}

/// A file could not be locked.
private struct LockFailure: Error, CustomStringConvertible {
  let path: String
  let reason: String

  var description: String { "cannot lock \(path): \(reason)" }
}
