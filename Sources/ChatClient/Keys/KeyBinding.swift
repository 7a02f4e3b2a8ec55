import Canvas

/// Keys that do the same.
struct KeyBinding: Sendable {
  let keys: [Key]
  let action: Action
  let modes: [Mode]
  /// One line for people.
  let help: String
}
