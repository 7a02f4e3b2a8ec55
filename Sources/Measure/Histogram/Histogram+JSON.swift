/// As JSON a histogram is an object with
/// - `highest`, the greatest value told apart;
/// - `digits`, how many significant digits are kept;
/// - `counts`, the counts in the order of HdrHistogram's layout, where a number below 0 stands for so many zeros.
extension Histogram: Codable {
  private enum CodingKeys: String, CodingKey {
    case highest, digits, counts
  }

  /// Writes the counts, with runs of zeros shortened.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(highest, forKey: .highest)
    try container.encode(significantDigits, forKey: .digits)
    var runs: [Int64] = []
    for count in counts {
      if count > 0 {
        runs.append(count)
      } else if let last = runs.last, last < 0 {
        runs[runs.count - 1] = last - 1
      } else {
        runs.append(-1)
      }
    }
    try container.encode(runs, forKey: .counts)
  }

  /// Reads a histogram; what cannot be one is an error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let highest = try container.decode(Int64.self, forKey: .highest)
    guard highest >= 2 else { throw Self.corrupted(container, .highest, "'highest' is below 2") }
    let digits = try container.decode(Int.self, forKey: .digits)
    guard (1...5).contains(digits) else { throw Self.corrupted(container, .digits, "'digits' is not 1 to 5") }
    self.init(highest: highest, significantDigits: digits)
    let last = Int64(layout.index(of: highest))
    var index: Int64 = 0
    for run in try container.decode([Int64].self, forKey: .counts) {
      let (next, tooFar) = index.subtractingReportingOverflow(run < 0 ? run : -1)
      guard !tooFar, next <= last + 1, !count.addingReportingOverflow(Swift.max(run, 0)).overflow else {
        throw Self.corrupted(container, .counts, "there are more counts than values")
      }
      if run > 0 { add(run, at: Int(index)) }
      index = next
    }
  }

  private static func corrupted(
    _ container: KeyedDecodingContainer<CodingKeys>, _ key: CodingKeys, _ reason: String
  ) -> DecodingError {
    .dataCorruptedError(forKey: key, in: container, debugDescription: reason)
  }
}
