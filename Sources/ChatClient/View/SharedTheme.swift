import Canvas
import ChatModel

/// A theme that frames and the parts of a screen share, so that to copy or compare one does not mean to copy or compare
/// the hundred values of a theme.
@dynamicMemberLookup
public struct SharedTheme: Equatable, Sendable {
  private final class Storage: Sendable {
    let theme: Theme

    init(_ theme: Theme) {
      self.theme = theme
    }
  }

  private let storage: Storage

  /// Shares a theme.
  public init(_ theme: Theme) {
    storage = Storage(theme)
  }

  /// A look of the theme.
  public subscript<Value>(dynamicMember path: KeyPath<Theme, Value>) -> Value { storage.theme[keyPath: path] }

  /// For laying out without drawing.
  static let plain = SharedTheme(.monochrome)

  func author(_ user: UserID) -> Style { storage.theme.author(user) }

  /// What to do next, in a row; where there is no room for all of it, the last ones, which lead back.
  func hints(_ hints: [String], room: Int) -> String {
    let choices = hints.indices.map { hints[$0...].joined(separator: storage.theme.symbols.separator) }
    return choices.first { TextWidth.width($0) <= room } ?? hints.last ?? ""
  }

  /// Whether the themes are equal.
  /// - Complexity: O(1) if they are the same.
  public static func == (left: SharedTheme, right: SharedTheme) -> Bool {
    left.storage === right.storage || left.storage.theme == right.storage.theme
  }
}
