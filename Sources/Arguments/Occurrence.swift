/// One text given for an argument, and where it came from.
struct Occurrence: Sendable {
  enum Source: Sendable {
    case commandLine
    case environment(String)
    case file(ConfigurationSource.Entry)
  }

  let text: String
  let source: Source
}
