/// A command and its arguments, each of any bytes.
///
/// A connection matches replies to commands by counting, so it cannot send those that are answered by more or
/// less than one reply: `SUBSCRIBE` and its kin, `MONITOR`, `CLIENT REPLY`. One that waits on the server
/// (`BLPOP`) must wait for less than the connection's timeout.
public struct RedisCommand: Sendable, Hashable, ExpressibleByArrayLiteral, CustomStringConvertible {
  /// All words, one after the other: two allocations a command, however many words it has.
  private var bytes: [UInt8] = []
  private var lengths: [Int] = []

  /// A command of text words.
  public init(_ words: String...) {
    self.init(words)
  }

  /// A command of text words.
  public init(_ words: [String]) {
    lengths.reserveCapacity(words.count)
    for word in words { append(word) }
  }

  /// A command of words of any bytes.
  public init(binary words: [[UInt8]]) {
    lengths.reserveCapacity(words.count)
    for word in words { append(word) }
  }

  /// A command of text words.
  public init(arrayLiteral words: String...) {
    self.init(words)
  }

  /// Adds a text argument.
  public mutating func append(_ word: String) {
    bytes.append(contentsOf: word.utf8)
    lengths.append(word.utf8.count)
  }

  /// Adds an argument of any bytes.
  public mutating func append(_ word: [UInt8]) {
    bytes.append(contentsOf: word)
    lengths.append(word.count)
  }

  /// Adds a number in decimal.
  public mutating func append(_ number: some BinaryInteger) {
    append(String(number))
  }

  /// Adds all words of another command.
  public mutating func append(_ other: RedisCommand) {
    bytes += other.bytes
    lengths += other.lengths
  }

  /// The words, the name of the command first.
  public var words: [[UInt8]] {
    var start = 0
    return lengths.map { length in
      defer { start += length }
      return Array(bytes[start..<start + length])
    }
  }

  /// The name and the first argument, cut to 40 bytes each; never a password.
  public var description: String {
    let shown = words.prefix(2).map { String(decoding: $0.prefix(40), as: UTF8.self) }
    let isSecret = ["AUTH", "HELLO"].contains(shown.first?.uppercased())
    return shown.prefix(isSecret ? 1 : 2).joined(separator: " ")
  }

  /// Whether there is not even a name; the server would not answer that.
  var isEmpty: Bool { lengths.isEmpty }

  /// About how many bytes the command takes on the wire.
  var wireSize: Int { bytes.count + 16 * lengths.count }

  /// Calls `body` with the C form of the words, valid only during the call.
  func withArguments<Result>(
    _ body: (_ pointers: UnsafeMutablePointer<UnsafePointer<CChar>?>?, _ lengths: UnsafePointer<Int>?) ->
      Result
  ) -> Result {
    bytes.withUnsafeBytes { buffer in
      let base = buffer.bindMemory(to: CChar.self).baseAddress
      return withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: lengths.count) {
        pointers in
        var start = 0
        for (index, length) in lengths.enumerated() {
          pointers.initializeElement(at: index, to: base.map { $0 + start })
          start += length
        }
        return lengths.withUnsafeBufferPointer { body(pointers.baseAddress, $0.baseAddress) }
      }
    }
  }

  /// How many words there are.
  var count: Int { lengths.count }
}
