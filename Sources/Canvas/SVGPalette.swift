/// The colours of a picture of the screen, each as `#rrggbb`.
///
/// The sixteen named colours are chosen for their background: as text each has a contrast of at least 4.5 to it, which
/// WCAG 2 asks for, but for black on the dark one and the two whites on the light one. The rest of the 256 are xterm's
/// in both forms.
public struct SVGPalette: Hashable, Sendable {
  /// The terminal's own background.
  public let background: String
  /// The terminal's own foreground.
  public let foreground: String
  /// The bar above the screen that has the title.
  public let titleBar: String
  /// The title.
  public let titleText: String
  /// The outline of the window, and the dots in its bar.
  public let frame: String
  /// The sixteen named colours in the order of the palette.
  public let named: [String]

  /// The colour of text; the foreground for the terminal's own.
  public func foreground(_ color: Color) -> String { color.index.map(rgb) ?? foreground }

  /// The colour behind text; the background for the terminal's own.
  public func background(_ color: Color) -> String { color.index.map(rgb) ?? background }

  private func rgb(_ index: UInt8) -> String {
    index < 16 ? named[Int(index)] : Self.hex(Color.levels(index))
  }

  private static func hex(_ bytes: [Int]) -> String {
    "#" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension SVGPalette {
  /// Light text on a soft dark blue-grey.
  public static let dark = SVGPalette(
    background: "#191c24", foreground: "#d7dae3", titleBar: "#22262f", titleText: "#9aa1b1",
    frame: "#3a404d",
    named: [
      "#0f1116", "#f0807f", "#8fca85", "#e3c170", "#7cabf2", "#c99bec", "#6cc6cb", "#c6cad4",
      "#8790a1", "#ff9f9c", "#aade9f", "#f3d892", "#a0c5ff", "#dcb8f6", "#95dfe1", "#f4f5f8",
    ])

  /// Dark text on the white of paper.
  public static let light = SVGPalette(
    background: "#fcfbf8", foreground: "#2a2e37", titleBar: "#f0eee8", titleText: "#686d78", frame: "#d3d0c7",
    named: [
      "#3b404b", "#b92f36", "#2c7a34", "#8a5f00", "#2459c2", "#8637ae", "#0b727d", "#e3e0d8",
      "#6b717d", "#d0303b", "#1f7f3c", "#946000", "#2f6be0", "#9b3fc7", "#0b7a86", "#ffffff",
    ])
}

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

extension Color {
  /// Red, green and blue, 0 to 255 each, of an entry of xterm's palette from 16 on: a cube of six levels, then greys
  /// from 8 in steps of 10; see xterm's `256colres.pl`.
  ///
  /// The sixteen before look as each terminal likes.
  /// - Precondition: The entry is at least 16.
  public static func levels(_ index: UInt8) -> [Int] {
    precondition(index >= 16, "the first sixteen colours are the terminal's own")
    let index = Int(index)
    if index >= 232 { return [Int](repeating: 8 + (index - 232) * 10, count: 3) }
    let steps = [0, 95, 135, 175, 215, 255]
    return [steps[(index - 16) / 36], steps[(index - 16) / 6 % 6], steps[(index - 16) % 6]]
  }
}
