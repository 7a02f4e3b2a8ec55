import CSystem
import Glibc

/// Starts a process with nothing of ours but what it is given.
///
/// `Foundation.Process` would let it inherit descriptors opened by other threads meanwhile, and one inherited end of the
/// watchdog's socket would keep the watchdog from ever noticing our death.
enum Spawn {
  /// Starts `command` in a session of its own, with default signals, `inherited` as descriptors 3, 4, … and no others.
  /// - Returns: The pid, which the caller must wait for.
  static func start(_ command: Command, inheriting inherited: [Descriptor]) throws(StackError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    prepare(&actions, command, inherited)
    prepare(&attributes)

    let arguments = CStrings(command.arguments)
    let environment = CStrings(command.environment.map { "\($0.key)=\($0.value)" })
    var pid: pid_t = 0
    let failure = posix_spawn(
      &pid, command.arguments[0], &actions, &attributes, arguments.pointers, environment.pointers)
    withExtendedLifetime((arguments, environment, inherited)) {}
    guard failure == 0 else { throw .system("cannot run \(command.arguments[0])", errno: failure) }
    return pid
  }

  private static func prepare(
    _ actions: inout posix_spawn_file_actions_t, _ command: Command, _ inherited: [Descriptor]
  ) {
    posix_spawn_file_actions_addopen(&actions, 0, command.input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, command.log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    for (index, descriptor) in inherited.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor.number, Int32(3 + index))
    }
    posix_spawn_file_actions_addclosefrom_np(&actions, Int32(3 + inherited.count))
    posix_spawn_file_actions_addchdir_np(&actions, command.directory)
  }

  /// Blocked and ignored signals are inherited across exec; a server that ignores SIGTERM could not be stopped.
  private static func prepare(_ attributes: inout posix_spawnattr_t) {
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let flags = csystem_spawn_setsid | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK)
    posix_spawnattr_setflags(&attributes, flags)
  }
}

/// A null-terminated array of C strings that lives as long as this object.
private final class CStrings {
  let pointers: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [String]) {
    pointers = strings.map { strdup($0) } + [nil]
  }

  deinit {
    for pointer in pointers { free(pointer) }
  }
}
