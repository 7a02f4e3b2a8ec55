import Glibc

/// The user's folder for a stack that survives: recognised by a lock file, used by one stack at a time.
enum KeptFolder {
  /// Creates or recognises the folder and locks it.
  ///
  /// A folder that holds something else is refused: the stack replaces half-made data, and must be sure that they are
  /// its own.
  /// - Returns: The locked file. The lock is released when the last process that holds it has ended.
  static func claim(_ path: String, account: Account?) throws(StackError) -> Descriptor {
    guard path.hasPrefix("/"), !path.contains("\n") else {
      throw StackError(.directory, "the directory of a stack must be an absolute path: \(path) is not")
    }
    let lock = "\(path)/dogear.lock"
    let contents = FolderListing.names(in: path)
    guard contents.isEmpty || contents.contains("dogear.lock") else {
      throw StackError(
        .directory, "\(path) is not empty and holds no stack: name a new folder, or one that a stack made")
    }
    try StackFolders.make(path, mode: account == nil ? 0o700 : 0o711)
    if let account, !account.reaches("\(path)/any") {
      throw StackError(
        .directory, part: .postgres,
        "the user \(account.name), as whom PostgreSQL runs, cannot reach \(path): choose a folder outside of private "
          + "ones, or make those above it searchable with chmod o+x")
    }
    let file = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0, let descriptor = Descriptor(takingOver: file) else {
      throw .system("cannot open \(lock)", errno: errno)
    }
    guard flock(descriptor.number, LOCK_EX | LOCK_NB) == 0 else {
      throw StackError(
        .directory, "another stack is using \(path): stop it first, or choose another directory")
    }
    return descriptor
  }
}
