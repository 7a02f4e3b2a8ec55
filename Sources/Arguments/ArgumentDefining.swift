/// A property wrapper that defines arguments.
protocol ArgumentDefining {
  /// The definitions for the property of this name.
  func definitions(for property: String) -> [ArgumentDefinition]
}

extension ParsableArguments {
  /// The definitions of all properties in the order of their declaration.
  static var definitions: [ArgumentDefinition] {
    Mirror(reflecting: Self()).children.flatMap { child in
      guard let wrapper = child.value as? any ArgumentDefining, let label = child.label else {
        return [ArgumentDefinition]()
      }
      // The storage of a wrapped property `user` is named `_user`.
      return wrapper.definitions(for: String(label.drop { $0 == "_" }))
    }
  }
}
