/// A type that is read from command-line arguments, property by property.
///
/// Give every stored property one of the wrappers `@Option`, `@Flag`, `@Argument` or `@OptionGroup`. `Decodable` is
/// synthesized; it is how parsed values reach the properties, so values keep value semantics.
///
/// The names and conventions in this module are those of swift-argument-parser, so that code can move to that
/// package by a change of its imports. What is ours alone says so: `environment:` and `configuration:` on options and
/// flags, and `examples` and `configurationFile` of a command.
public protocol ParsableArguments: Decodable, SendableMetatype {
  /// Creates the definition that the parser and the help reflect on.
  init()

  /// Checks values against each other after parsing; throw a `ValidationError` to refuse them.
  mutating func validate() throws
}

extension ParsableArguments {
  /// Accepts all values.
  public mutating func validate() throws {}
}
