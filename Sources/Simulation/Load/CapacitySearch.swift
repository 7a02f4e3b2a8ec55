/// Finds the greatest load that meets the requirements: doubles it until one is missed, then halves the distance between
/// what held and what did not until they are close.
public struct CapacitySearch: Sendable, Equatable {
  /// The load to try next; `nil` when the search has ended.
  public private(set) var next: Int?
  /// The greatest load that held, 0 if none did.
  public private(set) var held = 0
  private var failed: Int?
  private let most: Int

  /// Begins with `first`, and never tries more than `most`.
  public init(first: Int, most: Int) {
    self.most = max(1, most)
    next = min(max(1, first), self.most)
  }

  /// Whether not even the most that there was to try was too much.
  public var isExhausted: Bool { next == nil && failed == nil }

  /// Notes how the load that was tried did.
  public mutating func tried(holds: Bool) {
    guard let load = next else { return }
    if holds { held = max(held, load) } else { failed = min(failed ?? load, load) }
    guard let failed else {
      next = load >= most ? nil : min(load * 2, most)
      return
    }
    // Closer than a sixteenth is within the noise of two runs.
    let distance = failed - held
    next = distance <= max(1, failed / 16) ? nil : held + distance / 2
  }
}
