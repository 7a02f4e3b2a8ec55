/// How a figure went over time, in a bounded number of points.
public struct Series: Sendable {
  /// A value at a time; as JSON an array of both.
  public struct Point: Sendable, Equatable {
    /// Since the beginning of the run.
    public var seconds: Double
    /// The value, in the series' unit.
    public var value: Double

    /// Creates a point.
    public init(seconds: Double, value: Double) {
      self.seconds = seconds
      self.value = value
    }
  }

  /// What it is, as `durable.p99`.
  ///
  /// Those that differ only after the last full stop, and share a unit, are drawn together.
  public var name: String
  /// The unit, as that of a figure.
  public var unit: String
  /// The points in the order of time.
  public private(set) var points: [Point]
  /// How many samples a point stands for, and how many the last one has so far.
  private var stride = 1
  private var samplesInLast = 1

  /// The greatest number of points.
  public static let limit = 600

  /// Creates a series.
  public init(name: String, unit: String = "", points: [Point] = []) {
    self.name = name
    self.unit = unit
    self.points = []
    for point in points { append(seconds: point.seconds, value: point.value) }
  }

  /// Adds a sample, in the order of time.
  ///
  /// At the limit each two neighbours become one, and from then on each two samples: by the mean for what flows (`/s`) or is
  /// a share (`%`), and else by the greater, since a time that was long must not disappear.
  public mutating func append(seconds: Double, value: Double) {
    let new = Point(seconds: seconds, value: value)
    if let last = points.last, samplesInLast < stride {
      points[points.count - 1] = joined(last, samplesInLast, new, 1)
      samplesInLast += 1
      return
    }
    if points.count == Self.limit {
      // The limit is even.
      points = Swift.stride(from: 0, to: points.count, by: 2).map {
        joined(points[$0], 1, points[$0 + 1], 1)
      }
      stride *= 2
    }
    points.append(new)
    samplesInLast = 1
  }

  private func joined(_ first: Point, _ weight: Int, _ second: Point, _ other: Int) -> Point {
    let mean = (first.value * Double(weight) + second.value * Double(other)) / Double(weight + other)
    let value = isRate || unit == "%" ? mean : max(first.value, second.value)
    return Point(seconds: second.seconds, value: value)
  }

  /// Whether it says how much happened in a second.
  var isRate: Bool { unit.hasSuffix("/s") }
}

extension Series: Equatable {
  /// Whether two say the same, however they came to it.
  public static func == (first: Series, second: Series) -> Bool {
    first.name == second.name && first.unit == second.unit && first.points == second.points
  }
}

extension Series: Codable {
  private enum CodingKeys: String, CodingKey {
    case name, unit, points
  }

  /// Reads a series, and keeps no more points than the limit.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try container.decode(String.self, forKey: .name),
      unit: try container.decode(String.self, forKey: .unit),
      points: try container.decode([Point].self, forKey: .points))
  }

  /// Writes the name, the unit and the points.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(unit, forKey: .unit)
    try container.encode(points, forKey: .points)
  }
}

extension Series.Point: Codable {
  /// Reads an array of two numbers.
  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    seconds = try container.decode(Double.self)
    value = try container.decode(Double.self)
  }

  /// Writes an array of two numbers.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(seconds)
    try container.encode(value)
  }
}
