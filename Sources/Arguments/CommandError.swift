/// An error together with the command it belongs to.
struct CommandError: Error {
  let stack: CommandStack
  let underlying: any Error

  /// Keeps the command of an error that has one already.
  init(stack: CommandStack, underlying: any Error) {
    if let error = underlying as? CommandError {
      self = error
    } else {
      self.stack = stack
      self.underlying = underlying
    }
  }
}
