/// The name, the help texts and the subcommands of a command.
public struct CommandConfiguration: Sendable {
  /// The word typed to run the command; the type's name in kebab case when `nil`.
  public var commandName: String?
  /// One line for the overview and for the list of subcommands.
  public var abstract: String
  /// Paragraphs below the overview; line breaks are kept, long lines are wrapped.
  public var discussion: String
  /// What `--version` shows; with none there is no such option.
  public var version: String
  /// Whether the command is listed in the help of its parent.
  public var shouldDisplay: Bool
  /// The commands below this one.
  public var subcommands: [any ParsableCommand.Type]
  /// The subcommand meant when none is named.
  public var defaultSubcommand: (any ParsableCommand.Type)?
  /// Other words for the command.
  public var aliases: [String]
  /// Invocations to imitate, shown at the end of the help (ours; not in swift-argument-parser).
  public var examples: [CommandExample]
  /// Where a root command finds its configuration file (ours; not in swift-argument-parser).
  public var configurationFile: ConfigurationFile?

  /// Creates a configuration.
  public init(
    commandName: String? = nil,
    abstract: String = "",
    discussion: String = "",
    version: String = "",
    shouldDisplay: Bool = true,
    subcommands: [any ParsableCommand.Type] = [],
    defaultSubcommand: (any ParsableCommand.Type)? = nil,
    aliases: [String] = [],
    examples: [CommandExample] = [],
    configurationFile: ConfigurationFile? = nil
  ) {
    self.commandName = commandName
    self.abstract = abstract
    self.discussion = discussion
    self.version = version
    self.shouldDisplay = shouldDisplay
    self.subcommands = subcommands
    self.defaultSubcommand = defaultSubcommand
    self.aliases = aliases
    self.examples = examples
    self.configurationFile = configurationFile
  }
}
