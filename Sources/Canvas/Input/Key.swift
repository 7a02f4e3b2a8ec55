/// A key as a terminal reports it.
///
/// Shifted characters come as the character itself: `Key(.character("G"))`, not `g` with `shift`. Ctrl-A is
/// `Key(.character("a"), .control)`.
public struct Key: Hashable, Sendable {
  /// Which key.
  public enum Code: Hashable, Sendable {
    /// A key that types a character.
    case character(Character)
    /// Return or the Enter of the number pad; Ctrl-J is a character.
    case enter
    /// Esc alone.
    case escape
    /// The key that deletes to the left.
    case backspace
    /// The key that deletes to the right.
    case delete
    /// Tab.
    case tab
    /// Shift-Tab.
    case backTab
    /// An arrow.
    case up
    /// An arrow.
    case down
    /// An arrow.
    case left
    /// An arrow.
    case right
    /// Home.
    case home
    /// End.
    case end
    /// Page up.
    case pageUp
    /// Page down.
    case pageDown
    /// Insert.
    case insert
    /// F1 to F20.
    case function(Int)
  }

  /// Keys held down with another.
  public struct Modifiers: OptionSet, Hashable, Sendable {
    /// The bits: those of xterm's modifier parameter, less one.
    public let rawValue: UInt8

    /// Creates a set from its bits.
    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Control.
    public static let control = Modifiers(rawValue: 4)
    /// Alt or Meta.
    public static let alt = Modifiers(rawValue: 2)
    /// Shift, with keys that type no character.
    public static let shift = Modifiers(rawValue: 1)
  }

  /// Which key.
  public let code: Code
  /// What was held down with it.
  public let modifiers: Modifiers

  /// Creates a key.
  public init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }
}
