/// Recognises the scalars of escape sequences, after ECMA-48 §5.3–5.6 and Paul Williams' parser of DEC's ANSI
/// sequences (vt100.net/emu/dec_ansi_parser).
struct EscapeFilter {
  private enum State {
    case text
    /// After ESC, and perhaps intermediates.
    case escape
    /// In a CSI sequence of so many scalars.
    case control(Int)
    /// In an OSC, DCS, SOS, PM or APC string of so many scalars.
    case string(Int)
  }

  private static let mostControl = 64
  private static let mostString = 1_024

  private var state = State.text

  /// Whether a scalar is outside all sequences.
  mutating func passes(_ scalar: Unicode.Scalar) -> Bool {
    if let next = Self.introduced(by: scalar) {
      state = next
      return false
    }
    switch state {
    case .text: return true
    case .escape: return passesEscape(scalar)
    case .control(let count): return passesControl(scalar, count)
    case .string(let count): return passesString(scalar, count)
    }
  }

  /// ESC and the C1 controls start anew wherever they stand.
  private static func introduced(by scalar: Unicode.Scalar) -> State? {
    switch scalar.value {
    case 0x1B: .escape
    case 0x9B: .control(0)
    case 0x90, 0x98, 0x9D, 0x9E, 0x9F: .string(0)
    default: nil
    }
  }

  private mutating func passesEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " "..."/": return false
    case "[": state = .control(0)
    case "]", "P", "X", "^", "_": state = .string(0)
    case "0"..."~": state = .text
    default:
      state = .text
      return true
    }
    return false
  }

  private mutating func passesControl(_ scalar: Unicode.Scalar, _ count: Int) -> Bool {
    switch scalar {
    case " "..."?" where count < Self.mostControl:
      state = .control(count + 1)
      return false
    case "@"..."~":
      state = .text
      return false
    default:
      state = .text
      return true
    }
  }

  private mutating func passesString(_ scalar: Unicode.Scalar, _ count: Int) -> Bool {
    switch scalar.value {
    case 0x07, 0x18, 0x1A, 0x9C:
      state = .text
      return false
    case 0x0A, 0x0D, 0x85, 0x2028, 0x2029:
      state = .text
      return true
    default:
      state = count < Self.mostString ? .string(count + 1) : .text
      return false
    }
  }
}
