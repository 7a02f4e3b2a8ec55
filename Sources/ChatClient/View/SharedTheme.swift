import Canvas
import ChatModel

/// A theme that the parts of a screen share, so that to copy or compare a part does not mean to copy or compare the
/// hundred values of a theme.
@dynamicMemberLookup
struct SharedTheme: Equatable, Sendable {
  private final class Storage: Sendable {
    let theme: Theme

    init(_ theme: Theme) {
      self.theme = theme
    }
  }

  private let storage: Storage

  init(_ theme: Theme) {
    storage = Storage(theme)
  }

  subscript<Value>(dynamicMember path: KeyPath<Theme, Value>) -> Value { storage.theme[keyPath: path] }

  /// For laying out without drawing.
  static let plain = SharedTheme(.monochrome)

  func author(_ user: UserID) -> Style { storage.theme.author(user) }

  func isOf(_ theme: Theme) -> Bool { storage.theme == theme }

  static func == (left: SharedTheme, right: SharedTheme) -> Bool {
    left.storage === right.storage || left.storage.theme == right.storage.theme
  }
}
