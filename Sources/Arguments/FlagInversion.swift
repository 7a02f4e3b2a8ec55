/// The second name that turns a flag off.
public enum FlagInversion: Sendable {
  /// `--no-color` beside `--color`.
  case prefixedNo

  /// The names that turn off what `names` turn on; short names have none.
  func names(inverting names: [String]) -> [String] {
    names.filter { $0.hasPrefix("--") }.map { "--no-" + $0.dropFirst(2) }
  }
}
