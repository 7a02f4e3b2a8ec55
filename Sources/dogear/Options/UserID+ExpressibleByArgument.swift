import Arguments
import ChatModel

extension UserID: ExpressibleByArgument {
  /// Reads a handle.
  public init?(argument: String) {
    self.init(argument)
  }
}
