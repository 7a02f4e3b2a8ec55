import Foundation
import Glibc

/// Shows a process another time of day, by Debian's libfaketime, which it loads before the C library.
///
/// The monotonic clock goes on as it is, as it does when a real clock steps.
struct FakeTime {
  /// Where the offset stands; the process looks once a second.
  let file: String

  /// The library, where it is installed.
  static var library: String? {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib")) ?? []
    return folders.map { "/usr/lib/\($0)/faketime/libfaketimeMT.so.1" }.first {
      FileManager.default.fileExists(atPath: $0)
    }
  }

  /// What such a process must find in its environment.
  var environment: [String: String] {
    [
      "LD_PRELOAD": Self.library ?? "", "FAKETIME_TIMESTAMP_FILE": file, "FAKETIME_DONT_FAKE_MONOTONIC": "1",
      "FAKETIME_CACHE_DURATION": "1",
    ]
  }

  /// What a shell does before the process takes its place: nothing.
  ///
  /// But in it the library has put its variable into the environment. Done in the process itself, that moves the
  /// environment, from which Swift's runtime finds the arguments.
  let prelude = ":"

  /// Removes what the library leaves in shared memory when a process that has loaded it becomes another, as a shell does.
  static func forget(_ process: pid_t) {
    for name in ["faketime_shm_\(process)", "sem.faketime_sem_\(process)"] { unlink("/dev/shm/\(name)") }
  }

  /// Steps the clock to so many hours from what it is.
  func set(hours: Int) throws {
    try Data("\(hours < 0 ? "-" : "+")\(abs(hours))h\n".utf8).write(
      to: URL(fileURLWithPath: file), options: .atomic)
  }
}
