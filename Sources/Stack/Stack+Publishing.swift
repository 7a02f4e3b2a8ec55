import FoundationEssentials

extension Stack {
  /// Writes the file by which `dogear` in other terminals finds this stack.
  ///
  /// The file goes with the stack, however it ends. Publishing again replaces it.
  /// - Parameter name: The name to be found under; the plan's unless given.
  /// - Throws: `StackFileError.nameTaken` if another stack has the name.
  @discardableResult
  public func publish(as name: String? = nil) throws(StackFileError) -> StackFile {
    let running = RunningStack(
      name: name ?? plan.name, process: .current, startedAt: Date(), endpoints: endpoints)
    let file = try StackFile.write(running, environment: plan.environment)
    removeAtEnd(file.path)
    return file
  }
}
