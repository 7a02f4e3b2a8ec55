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
