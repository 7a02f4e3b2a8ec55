/// Stands for all that can be seen of a state: another one means that some of it may have changed.
///
/// An identity, not a number, since states are values: what became of two copies is not to be mistaken for the same.
struct Revision: Equatable, Sendable {
  private final class Identity: Sendable {}

  private let identity = Identity()

  static func == (left: Revision, right: Revision) -> Bool { left.identity === right.identity }
}
