/// The names by which an option or flag is given.
public struct NameSpecification: Sendable, ExpressibleByArrayLiteral {
  /// One way to name an option.
  public enum Element: Sendable {
    /// Two dashes and the property's name in kebab case.
    case long
    /// A dash and the first letter of the property's name.
    case short
    /// Two dashes and the given name.
    case customLong(String)
    /// A dash and the given letter.
    case customShort(Character)
  }

  let elements: [Element]

  /// Creates names from several elements.
  public init(arrayLiteral elements: Element...) {
    self.elements = elements
  }

  /// Two dashes and the property's name in kebab case.
  public static let long: NameSpecification = [.long]
  /// A dash and the first letter of the property's name.
  public static let short: NameSpecification = [.short]
  /// Both of the above.
  public static let shortAndLong: NameSpecification = [.short, .long]

  /// Two dashes and the given name.
  public static func customLong(_ name: String) -> NameSpecification { [.customLong(name)] }
  /// A dash and the given letter.
  public static func customShort(_ letter: Character) -> NameSpecification { [.customShort(letter)] }

  /// The names with their dashes, short ones first.
  func names(for property: String) -> [String] {
    let names = elements.map { element in
      switch element {
      case .long: "--" + property.kebabCased
      case .short: "-" + property.prefix(1).lowercased()
      case .customLong(let name): "--" + name
      case .customShort(let letter): "-\(letter)"
      }
    }
    return names.filter { $0.count == 2 } + names.filter { $0.count > 2 }
  }
}
