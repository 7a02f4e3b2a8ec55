import Canvas
import Testing

@testable import ChatClient

@Suite("The names of styles")
struct SettingsThemeStyleTests {
  /// What Swift knows of a theme's properties.
  private func properties(_ theme: Theme) -> [String: Style] {
    let children = Mirror(reflecting: theme).children.compactMap { child in
      (child.value as? Style).map { (child.label ?? "", $0) }
    }
    return Dictionary(uniqueKeysWithValues: children)
  }

  private func kebab(_ property: String) -> String {
    property.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
  }

  @Test("every style of the theme can be set, by its property's name")
  func complete() {
    #expect(ThemeStyle.all.map(\.name).sorted() == properties(.dark).keys.map(kebab).sorted())
  }

  @Test("a name sets its own style and no other")
  func paths() {
    for style in ThemeStyle.all {
      var theme = Theme.dark
      let mark = Style(.indexed(99), on: .indexed(98))
      theme[keyPath: style.path] = mark
      let marked = properties(theme).filter { $0.value == mark }.keys.map(kebab)
      #expect(marked == [style.name])
    }
  }

  @Test("nothing of the theme is beside the styles but the symbols and the authors")
  func rest() {
    let others = Mirror(reflecting: Theme.dark).children.filter { !($0.value is Style) }.compactMap(\.label)
    #expect(others.sorted() == ["authors", "symbols"])
  }
}
