import Dispatch
import Foundation
import Synchronization

/// A real PostgreSQL in a folder of its own, reachable only through a socket in that folder.
///
/// A shell owns the server and reads its orders from a socket that this process holds. However this process ends,
/// even by SIGKILL, the socket closes, and the shell stops the server and removes the folder.
final class PostgresServer: Sendable {
  /// The server that all tests may share; none of them may stop it.
  static let shared = Task { try await PostgresServer.start() }
  private static let running = Mutex<[PostgresServer]>([])

  /// The address for `PostgresConnection`.
  let url: String
  private let folder: String
  private let shell: pid_t
  private let line: Int32
  private let isStopped = Mutex(false)

  struct Failure: Error {
    let message: String
  }

  /// Starts a server; as root, under the user `postgres`, as the server refuses to run as root.
  static func start() async throws -> PostgresServer {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try PostgresServer() })
      }
    }
  }

  private init() throws {
    var template = Array("/tmp/pg-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure(message: "no temporary folder") }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    url = "host=\(folder) dbname=postgres user=postgres"
    var command = ["/bin/sh", "-c", Self.script, "sh", folder]
    if getuid() == 0, let user = getpwnam("postgres") {
      chown(folder, user.pointee.pw_uid, user.pointee.pw_gid)
      command = ["/usr/bin/setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] + command
    }
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Failure(message: "no socket pair") }
    line = ends[0]
    shell = try Self.spawn(command, input: ends[1])
    close(ends[1])
    try awaitReadiness()
    Self.running.withLock { servers in
      if servers.isEmpty { atexit { PostgresServer.stopAll() } }
      servers.append(self)
    }
  }

  /// Restarts the server without mercy to its clients.
  func restart() async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result {
            _ = write(self.line, "restart\n", 8)
            try self.awaitReadiness()
          })
      }
    }
  }

  /// Stops the server and waits until its folder is gone.
  func stop() {
    let first = isStopped.withLock { stopped in
      defer { stopped = true }
      return !stopped
    }
    guard first else { return }
    shutdown(line, Int32(SHUT_WR))
    var status: Int32 = 0
    while waitpid(shell, &status, 0) == -1, errno == EINTR {}
    close(line)
  }

  private static func stopAll() {
    for server in running.withLock({ $0 }) { server.stop() }
  }

  private func awaitReadiness() throws {
    var byte: UInt8 = 0
    var answer: [UInt8] = []
    while read(line, &byte, 1) == 1, byte != UInt8(ascii: "\n") { answer.append(byte) }
    let word = String(decoding: answer, as: UTF8.self)
    guard word == "ready" else { throw Failure(message: "PostgreSQL did not start: \(word)") }
  }

  private static func spawn(_ command: [String], input: Int32) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, input, 1)
    let arguments = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var pid: pid_t = 0
    guard posix_spawn(&pid, command[0], &actions, nil, arguments, environ) == 0 else {
      throw Failure(message: "cannot start \(command[0])")
    }
    return pid
  }

  /// Interrupts from the keyboard are for the tests, and a shell that dies of a broken pipe runs no trap; so it ignores
  /// signals and ends when the socket does.
  private static let script = #"""
    trap '' INT TERM HUP PIPE
    folder=$1
    for bin in /usr/lib/postgresql/*/bin; do PATH=$bin:$PATH; done
    clean() {
      pg_ctl -D "$folder/data" -m immediate -w stop
      rm -rf "$folder"
    } >/dev/null 2>&1
    trap clean EXIT
    options="-k $folder -c listen_addresses= -c fsync=off -c max_connections=60"
    options="$options -c dynamic_shared_memory_type=mmap"
    initdb -D "$folder/data" -U postgres -A trust -E UTF8 --no-locale --no-sync >"$folder/init.log" 2>&1 || {
      tr '\n' ' ' <"$folder/init.log"; exit 1
    }
    run() { pg_ctl -D "$folder/data" -l "$folder/log" -o "$options" -w "$@" >/dev/null 2>&1; }
    run start || { tr '\n' ' ' <"$folder/log"; exit 1; }
    echo ready
    while read -r word; do
      run -m immediate restart && echo ready
    done
    """#
}
