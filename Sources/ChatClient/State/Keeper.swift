/// When to write the keepsake to its file.
///
/// Nothing is written before the last run's was read. To compose it costs something, so that is done only after events
/// that can have changed it.
struct Keeper: Equatable, Sendable {
  private var file: FileSaver<Keepsake>?
  private var isStale = false

  /// The file holds this.
  mutating func loaded(_ keepsake: Keepsake) {
    file = FileSaver(keepsake)
    isStale = true
  }

  /// Something of what is kept may have changed.
  mutating func touch() {
    isStale = true
  }

  /// Whether the keepsake is to be composed and taken.
  func isDue(at now: Duration) -> Bool {
    file != nil && (isStale || deadline.map { $0 <= now } ?? false)
  }

  /// - Returns: What is to be written now, if anything.
  mutating func take(_ current: Keepsake, at now: Duration, atOnce: Bool) -> Keepsake? {
    isStale = false
    return file?.take(current, at: now, atOnce: atOnce)
  }

  var deadline: Duration? { file?.deadline }
}
