/// The lines `Name:<tab>value` of a `status` file.
struct StatusFields {
  private let values: [Substring: Substring]

  init(_ text: String) {
    let lines = text.split(separator: "\n").map { $0.split(separator: ":", maxSplits: 1) }
    values = Dictionary(lines.filter { $0.count == 2 }.map { ($0[0], $0[1]) }) { first, _ in first }
  }

  /// The value without the blanks around it.
  subscript(name: String) -> String? {
    values[name[...]].map { value in
      let text = value.drop(while: \.isWhitespace)
      return String(text.reversed().drop(while: \.isWhitespace).reversed())
    }
  }

  /// The number that a value begins with: `VmRSS:    1234 kB` is 1234.
  func number(_ name: String) -> Int? {
    self[name]?.split(separator: " ").first.flatMap { Int($0) }
  }
}
