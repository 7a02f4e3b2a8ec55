import Canvas

/// Turns the bytes that a terminal sends into events.
///
/// Knows UTF-8, Alt as a leading Escape, the keys of xterm, VTE, the Linux console and their like with modifiers,
/// focus (mode 1004), bracketed paste (2004) and the mouse in its SGR (1006) and X10 forms; see "XTerm Control
/// Sequences" by Thomas Dickey. Other sequences are dropped. Any bytes give events or nothing; the state is bounded.
///
/// A pending Escape may be the key or the start of a sequence that is still on its way: when `patience` has passed
/// without a byte, call `flush()`.
public struct InputDecoder: Sendable {
  enum State: Equatable {
    case ground
    case escape
    /// The bytes of a character, and how many it will have.
    case utf8([UInt8], count: Int, Key.Modifiers)
    /// The parameter bytes after ESC [.
    case control([UInt8])
    /// After ESC O.
    case singleShift
    /// After ESC [ [: the Linux console's F1 to F5.
    case linuxFunction
    /// The bytes after ESC [ M.
    case legacyMouse([UInt8])
    /// Within a reply such as OSC, begun by this byte, of so many bytes.
    case reply(UInt8, count: Int)
    case paste
  }

  /// Bytes of a paste given as one event; a longer one comes in several.
  static let mostPaste = 1 << 20
  static let mostControl = 64
  static let mostReply = 4_096

  var state = State.ground
  var pasted: [UInt8] = []

  /// A decoder at the start of the input.
  public init() {}

  /// How long to wait for the rest of what has begun; nil if nothing has.
  ///
  /// 25 ms is what people do not notice and slow links mostly keep to. A paste is given a second.
  public var patience: Duration? {
    // Not a switch: Swift 6.3.1 fails to optimise one here ("Found ownership error").
    if state == .ground { return nil }
    return state == .paste ? .seconds(1) : .milliseconds(25)
  }

  /// The events of the bytes so far.
  public mutating func decode(_ bytes: some Sequence<UInt8>) -> [InputEvent] {
    var events: [InputEvent] = []
    for byte in bytes { take(byte, &events) }
    return events
  }

  /// The events of what has begun and will not go on: an Escape, Alt with a bracket, a paste that lost its end.
  public mutating func flush() -> [InputEvent] {
    defer { state = .ground }
    switch state {
    case .escape: return [.key(Key(.escape))]
    case .control([]): return [.key(Key(.character("["), .alt))]
    case .singleShift: return [.key(Key(.character("O"), .alt))]
    case .reply(let first, count: 0): return [.key(Self.altKey(first))]
    case .paste: return takePaste()
    default: return []
    }
  }

  private mutating func take(_ byte: UInt8, _ events: inout [InputEvent]) {
    switch state {
    case .ground: takeText(byte, [], &events)
    case .escape: takeEscaped(byte, &events)
    case .utf8(let bytes, let count, let modifiers):
      takeContinuation(byte, bytes, count, modifiers, &events)
    case .control(let parameters): takeControl(byte, parameters, &events)
    case .singleShift:
      state = .ground
      if let key = Self.singleShiftKey(byte) { events.append(.key(key)) }
    case .linuxFunction:
      state = .ground
      if (0x41...0x45).contains(byte) { events.append(.key(Key(.function(Int(byte) - 0x40)))) }
    case .legacyMouse(let bytes): takeLegacyMouse(bytes + [byte], &events)
    case .reply(let first, let count): takeReply(byte, first, count, &events)
    case .paste: takePasted(byte, &events)
    }
  }

  private mutating func takeEscaped(_ byte: UInt8, _ events: inout [InputEvent]) {
    switch byte {
    case 0x1B: events.append(.key(Key(.escape)))
    case UInt8(ascii: "["): state = .control([])
    case UInt8(ascii: "O"): state = .singleShift
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
      state = .reply(byte, count: 0)
    default: takeText(byte, .alt, &events)
    }
  }

  private mutating func takeReply(
    _ byte: UInt8, _ first: UInt8, _ count: Int, _ events: inout [InputEvent]
  ) {
    switch byte {
    case 0x1B where count == 0:
      events.append(.key(Self.altKey(first)))
      state = .escape
    case 0x1B: state = .reply(byte, count: count)
    // ESC \ ends a reply; any other byte after ESC has cut it off.
    case _ where first == 0x1B && byte != UInt8(ascii: "\\"):
      state = .escape
      take(byte, &events)
    case 0x07: state = .ground
    case _ where first == 0x1B || count == Self.mostReply: state = .ground
    default: state = .reply(first, count: count + 1)
    }
  }

  private static func altKey(_ byte: UInt8) -> Key {
    Key(.character(Character(Unicode.Scalar(byte))), .alt)
  }
}
