/// A reader of the XML that pictures are made of: elements, attributes in double quotes, and escaped text.
struct Elements {
  struct Element {
    let name: String
    let attributes: [String: String]
    var content = ""
  }

  private(set) var all: [Element] = []
  /// Whether every element is closed in its order, nothing is escaped wrongly, and every character is one of XML.
  private(set) var isWellFormed = true

  private var open: [Int] = []

  var count: Int { all.count }

  init(_ document: String) {
    isWellFormed = document.unicodeScalars.allSatisfy {
      $0 == "\n" || ($0.value >= 0x20 && $0.value != 0xFFFE && $0.value != 0xFFFF)
    }
    // Each piece is a tag and what follows it.
    for piece in document.unicodeScalars.split(separator: "<") {
      let halves = piece.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, !halves[1].contains(">") else {
        isWellFormed = false
        return
      }
      take(String(halves[0]), followedBy: String(halves[1]))
    }
    if !open.isEmpty || all.isEmpty { isWellFormed = false }
  }

  private mutating func take(_ tag: String, followedBy text: String) {
    if tag.hasPrefix("/") {
      if open.popLast().map({ all[$0].name }) != String(tag.dropFirst()) { isWellFormed = false }
    } else {
      let isEmpty = tag.hasSuffix("/")
      let body = isEmpty ? String(tag.dropLast()) : tag
      let name = String(body.prefix { $0 != " " })
      all.append(Element(name: name, attributes: attributes(body.dropFirst(name.count))))
      if !isEmpty { open.append(all.count - 1) }
    }
    if let innermost = open.last, !tag.hasPrefix("/") { all[innermost].content += unescaped(text) }
  }

  private mutating func attributes(_ text: Substring) -> [String: String] {
    // name=" value " name=" value "
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    var attributes: [String: String] = [:]
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      let name = parts[index]
      if !name.hasPrefix(" ") || !name.hasSuffix("=") { isWellFormed = false }
      let isNew = attributes.updateValue(
        unescaped(String(parts[index + 1])), forKey: String(name.dropFirst().dropLast()))
      if isNew != nil { isWellFormed = false }
    }
    if parts.count % 2 == 0 { isWellFormed = false }
    return attributes
  }

  private mutating func unescaped(_ text: String) -> String {
    var parts = text.unicodeScalars.split(separator: "&", omittingEmptySubsequences: false)[...]
    var result = String(parts.removeFirst())
    let names = ["amp": "&", "lt": "<", "gt": ">", "quot": "\""]
    for part in parts {
      let halves = part.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, let character = names[String(halves[0])] else {
        isWellFormed = false
        continue
      }
      result += character + String(halves[1])
    }
    return result
  }
}
