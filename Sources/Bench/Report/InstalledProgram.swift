import Glibc

/// A program that is on the search path.
public struct InstalledProgram: Sendable, Equatable {
  /// Its absolute path.
  public let path: String

  /// Looks a program up.
  /// - Parameter searchPath: Folders parted by colons, as in `PATH`.
  public init?(_ name: String, searchPath: String) {
    let paths = searchPath.split(separator: ":").map { "\($0)/\(name)" }
    guard let path = paths.first(where: { access($0, X_OK) == 0 && access("\($0)/.", F_OK) != 0 }) else {
      return nil
    }
    self.path = path
  }

  /// The first line that it prints for `--version`; `nil` if it prints none within some seconds.
  public func version(environment: [String: String]) async -> String? {
    let plan = ProbePlan(name: path, arguments: [path, "--version"], environment: environment)
    guard let probe = try? TerminalProbe(plan) else { return nil }
    let lines = await probe.readToEnd(within: .seconds(5)).split(whereSeparator: \.isNewline)
    await probe.close()
    return lines.first.map(String.init)
  }
}
