import FoundationEssentials

extension Stack {
  /// Writes the file by which `dogear` in other terminals finds this stack, under the plan's name.
  ///
  /// The file goes with the stack, however it ends. Publishing again replaces it.
  @discardableResult
  public func publish() throws(StackFileError) -> StackFile {
    let running = RunningStack(name: plan.name, process: .current, startedAt: Date(), endpoints: endpoints)
    let file = try StackFile.write(running, environment: plan.environment)
    removeAtEnd(file.path)
    return file
  }
}
