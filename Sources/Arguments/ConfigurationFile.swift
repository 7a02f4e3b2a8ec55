/// Where a program finds its configuration file: an option, a variable, or a fixed place.
///
/// A file that was named must exist; the one at the fixed place need not.
public struct ConfigurationFile: Sendable {
  /// The name of the option without its dashes.
  public let name: String
  /// The variable that may name the file.
  public let environment: String
  /// The fixed place, below `$XDG_CONFIG_HOME`, else below `~/.config`.
  public let path: String

  /// Creates a description of the places.
  public init(name: String = "config", environment: String, path: String) {
    self.name = name
    self.environment = environment
    self.path = path
  }

  var help: String {
    "Read settings from this INI file. (default: \(path) below $XDG_CONFIG_HOME; environment: \(environment))"
  }

  /// Reads the file that was named, or the one at the fixed place if there is one.
  func load(
    _ given: String?, _ variables: @Sendable (String) -> String?
  ) throws(ConfigurationError) -> ConfigurationSource? {
    if let path = given ?? variables(environment), !path.isEmpty {
      return try ConfigurationSource(contentsOf: path)
    }
    let home = variables("XDG_CONFIG_HOME") ?? variables("HOME").map { $0 + "/.config" }
    guard let home, ConfigurationSource.exists("\(home)/\(path)") else { return nil }
    return try ConfigurationSource(contentsOf: "\(home)/\(path)")
  }
}
