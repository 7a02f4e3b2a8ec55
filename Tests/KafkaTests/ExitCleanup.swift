import Foundation
import Synchronization

/// Ends the processes and removes the directories that tests have left, when the test process exits.
enum ExitCleanup {
  private struct State {
    var isInstalled = false
    var processes: Set<Int32> = []
    var directories: [String] = []
  }

  private static let state = Mutex(State())

  static func add(process: Int32) {
    change { $0.processes.insert(process) }
  }

  static func add(directory: String) {
    change { $0.directories.append(directory) }
  }

  static func remove(process: Int32) {
    change { $0.processes.remove(process) }
  }

  private static func change(_ step: (inout State) -> Void) {
    state.withLock { state in
      step(&state)
      guard !state.isInstalled else { return }
      state.isInstalled = true
      atexit { ExitCleanup.run() }
    }
  }

  private static func run() {
    let (processes, directories) = state.withLock { ($0.processes, $0.directories) }
    for process in processes {
      kill(process, SIGKILL)
      // A dying server still writes; it is gone once it is reaped, here or by Foundation.
      for _ in 0..<500 where kill(process, 0) == 0 {
        waitpid(process, nil, WNOHANG)
        usleep(10_000)
      }
    }
    for directory in directories { try? FileManager.default.removeItem(atPath: directory) }
  }
}
