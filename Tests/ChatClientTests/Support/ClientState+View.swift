@testable import ChatClient

extension ClientState {
  func view(_ theme: Theme, after last: Frame? = nil) -> Frame { view(SharedTheme(theme), after: last) }
}
