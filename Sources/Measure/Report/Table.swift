/// Figures in rows and columns.
public struct Table: Sendable, Equatable, Codable {
  /// What a cell says: as JSON a string or a number.
  public enum Cell: Sendable, Equatable {
    /// Words.
    case text(String)
    /// A number, which stands at the right.
    case number(Double)
  }

  /// What the table is about.
  public var title: String
  /// The head, with the units.
  public var columns: [String]
  /// The cells; every row has one for each column.
  public var rows: [[Cell]]
  /// Which columns, from 0, are drawn as bars.
  public var bars: [Int]

  /// Creates a table.
  public init(title: String, columns: [String], rows: [[Cell]] = [], bars: [Int] = []) {
    self.title = title
    self.columns = columns
    self.rows = rows
    self.bars = bars
  }
}

extension Table {
  private enum CodingKeys: String, CodingKey {
    case title, columns, rows, bars
  }

  /// Reads a table; rows of other lengths than the head are an error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      title: try container.decode(String.self, forKey: .title),
      columns: try container.decode([String].self, forKey: .columns),
      rows: try container.decode([[Cell]].self, forKey: .rows),
      bars: try container.decode([Int].self, forKey: .bars))
    guard rows.allSatisfy({ $0.count == columns.count }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .rows, in: container, debugDescription: "a row has not one cell for each column")
    }
  }
}

extension Table.Cell: Codable, ExpressibleByStringInterpolation, ExpressibleByFloatLiteral,
  ExpressibleByIntegerLiteral
{
  /// Words.
  public init(stringLiteral value: String) { self = .text(value) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }

  /// Reads a number or a string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  /// Writes a number or a string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    }
  }

  /// The number, unless it is words or not finite.
  var finite: Double? {
    if case .number(let number) = self, number.isFinite { number } else { nil }
  }

  /// Whether it stands at the right.
  var isNumber: Bool {
    if case .number = self { true } else { false }
  }

  /// The cell for people.
  var words: String {
    switch self {
    case .text(let text): text
    case .number(let number): number.words
    }
  }
}

extension Table {
  /// The columns that are drawn and exist.
  var drawnColumns: [Int] { bars.filter(columns.indices.contains) }

  /// Whether a column stands at the right: it has numbers, besides words for those that are missing.
  func isNumeric(_ column: Int) -> Bool { rows.contains { $0[column].isNumber } }

  /// What the longest bar of a column stands for: 1 if there is nothing to draw.
  func greatest(in column: Int) -> Double {
    let greatest = rows.compactMap { $0[column].finite }.max() ?? 0
    return greatest > 0 ? greatest : 1
  }
}
