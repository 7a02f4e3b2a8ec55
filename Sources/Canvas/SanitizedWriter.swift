/// Collects the scalars that `Sanitizer` keeps.
struct SanitizedWriter {
  private static let tab = 4
  private static let mostMarks = 8

  let newline: Unicode.Scalar
  let limit: Int
  private var kept = String.UnicodeScalarView()
  private var count = 0
  private var marks = 0
  private var afterReturn = false

  init(newline: Unicode.Scalar, limit: Int) {
    self.newline = newline
    self.limit = limit
  }

  /// Whether there was more than may be kept.
  var isFull: Bool { count > limit }

  /// What was kept; with an ellipsis in place of the last scalar if there was more.
  var text: String {
    guard isFull else { return String(kept) }
    let cut = kept.prefix(max(0, limit - 1))
    return limit > 0 ? String(cut) + "…" : ""
  }

  mutating func add(_ scalar: Unicode.Scalar) {
    let endsReturn = afterReturn && scalar == "\n"
    afterReturn = scalar == "\r"
    if endsReturn { return }
    switch scalar.value {
    case 0x09: for _ in 0..<Self.tab { append(" ") }
    case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: append(newline)
    case 0x00..<0x20, 0x7F..<0xA0, 0xAD: break
    case 0xFDD0...0xFDEF: append("\u{FFFD}")
    case let value where value & 0xFFFE == 0xFFFE: append("\u{FFFD}")
    default: addPrintable(scalar)
    }
  }

  private mutating func addPrintable(_ scalar: Unicode.Scalar) {
    switch WidthTable.classify(scalar) {
    case .ignorable where !Self.isUseful(scalar): break
    case .ignorable, .mark:
      marks += 1
      if marks <= Self.mostMarks { write(scalar) }
    case .unprintable, .narrow, .wide: append(scalar)
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    marks = 0
    write(scalar)
  }

  private mutating func write(_ scalar: Unicode.Scalar) {
    count += 1
    if count <= limit { kept.append(scalar) }
  }

  /// Whether text can need an invisible scalar: zero-width joiner, grapheme joiner, keycap, variation selectors.
  private static func isUseful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200D, 0x034F, 0x20E3, 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
    default: false
    }
  }
}
