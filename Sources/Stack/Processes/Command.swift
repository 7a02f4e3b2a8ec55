/// A program to run, and what it reads and writes.
struct Command: Sendable, Equatable {
  /// The program's path and its arguments.
  var arguments: [String]
  var environment: [String: String]
  /// The working directory.
  var directory: String
  /// The file that is its standard input.
  var input = "/dev/null"
  /// The file to which standard output and error are appended.
  var log: String

  /// The same command behind a gate: a shell that waits for a line on descriptor 3 and then becomes the
  /// program, under the same pid.
  ///
  /// If the line never comes because the one who would send it has died, the program never runs.
  var gated: Command {
    var gated = self
    gated.arguments = ["/bin/sh", "-c", #"read -r go <&3 && exec "$@" 3<&-"#, "sh"] + arguments
    return gated
  }
}
