import Glibc

/// Reads the process's environment without Foundation.
enum Environment {
  /// Those of the variables that are set.
  static func read(_ names: [String]) -> [String: String] {
    var values: [String: String] = [:]
    for name in names {
      if let value = getenv(name) { values[name] = String(cString: value) }
    }
    return values
  }
}
