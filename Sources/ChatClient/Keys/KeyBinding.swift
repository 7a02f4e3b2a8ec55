import Canvas

/// Keys that do the same.
public struct KeyBinding: Sendable, Equatable {
  /// What the action is called in a key-map file: `next-unread`.
  public let name: String
  /// The keys; none if the user took them away.
  public internal(set) var keys: [Key]
  let action: Action
  let modes: [Mode]
  /// One line for people.
  let help: String

  init(_ name: String, _ keys: [Key], _ action: Action, _ modes: [Mode], _ help: String) {
    self.name = name
    self.keys = keys
    self.action = action
    self.modes = modes
    self.help = help
  }
}
