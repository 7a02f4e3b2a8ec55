/// A light box-drawing character as the strokes that leave the middle of its cell.
///
/// Fonts differ in how far theirs reach, which would leave gaps between rows.
struct SVGBoxLine: Hashable, Sendable {
  let left: Bool
  let right: Bool
  let up: Bool
  let down: Bool

  init?(_ scalar: Unicode.Scalar) {
    guard let arms = Self.arms[scalar] else { return nil }
    left = arms.contains("l")
    right = arms.contains("r")
    up = arms.contains("u")
    down = arms.contains("d")
  }

  private static let arms: [Unicode.Scalar: String] = [
    "─": "lr", "│": "ud", "┌": "rd", "┐": "ld", "└": "ru", "┘": "lu", "├": "rud", "┤": "lud", "┬": "lrd",
    "┴": "lru", "┼": "lrud",
  ]
}
