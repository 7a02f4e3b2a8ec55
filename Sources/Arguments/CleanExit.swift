/// A reason to end with success before any work: a request for help or a message.
public enum CleanExit: Error, CustomStringConvertible {
  /// Shows the help of a command; of the running one when `nil`.
  case helpRequest((any ParsableCommand.Type)? = nil)
  /// Shows a text on standard output.
  case message(String)

  /// The text, or a word for the request.
  public var description: String {
    switch self {
    case .helpRequest: "--help"
    case .message(let text): text
    }
  }
}
