/// The graphemes of a styled text, counted run by run, as a line breaker sees them.
struct GraphemeList {
  private(set) var units: [LineBreaker.Unit] = []
  /// Where each grapheme starts, in bytes of all runs together; at the end, where the last one ends.
  private var offsets: [Int] = []
  /// The most columns that one takes.
  private var widest = 0

  init(_ text: StyledText) {
    let count = text.runs.reduce(0) { $0 + $1.text.utf8.count }
    units.reserveCapacity(count)
    offsets.reserveCapacity(count + 1)
    var start = 0
    for run in text.runs {
      add(run.text, start)
      start += run.text.utf8.count
    }
    offsets.append(start)
  }

  private mutating func add(_ text: String, _ start: Int) {
    TextScanner.scan(text) { scanner in
      var offset = start
      while let piece = scanner.next() {
        switch piece {
        case .ascii(let bytes):
          for (index, byte) in bytes.enumerated() {
            units.append(LineBreaker.Unit(ascii: byte))
            offsets.append(offset + index)
          }
          widest = max(widest, 1)
        case .letter(let cluster): add(LineBreaker.Unit(cluster), offset)
        case .other(let character): add(LineBreaker.Unit(character), offset)
        }
        offset = start + scanner.offset
      }
    }
  }

  private mutating func add(_ unit: LineBreaker.Unit, _ offset: Int) {
    units.append(unit)
    offsets.append(offset)
    widest = max(widest, unit.width)
  }

  /// The text of some graphemes on a line of this width; later ones must be asked for later.
  func text(_ range: Range<Int>, limit: Int, from slicer: inout RunSlicer) -> StyledText {
    if widest <= limit { return slicer.slice(bytes(range)) }
    var result = StyledText()
    for index in range {
      let grapheme = slicer.slice(bytes(index..<index + 1))
      if units[index].width > limit {
        for run in grapheme.runs { result.append(LineBreaker.placeholder, style: run.style, link: run.link) }
      } else {
        result.append(grapheme)
      }
    }
    return result
  }

  private func bytes(_ range: Range<Int>) -> Range<Int> {
    offsets[range.lowerBound]..<offsets[range.upperBound]
  }
}
