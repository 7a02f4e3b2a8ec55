/// What a plain terminal draws as one unit: a spacing scalar and the zero-width marks on it.
struct Cluster: Hashable, Sendable {
  /// The marks a cell can hold; ncurses has five scalars in a `cchar_t`, the first of them the spacing one.
  static let mostMarks = 4

  let scalar: Unicode.Scalar
  /// 1 or 2 columns.
  let width: Int
  /// The marks' values, padded with zeros.
  private(set) var marks: SIMD4<UInt32> = .zero
  private var count = 0

  init(_ scalar: Unicode.Scalar, width: Int) {
    self.scalar = scalar
    self.width = width
  }

  static var space: Cluster { Cluster(" ", width: 1) }

  var hasMarks: Bool { count > 0 }

  /// Adds a mark; those beyond the fourth are not shown.
  mutating func add(_ mark: Unicode.Scalar) {
    guard count < Cluster.mostMarks else { return }
    marks[count] = mark.value
    count += 1
  }

  static func scalars(_ marks: SIMD4<UInt32>) -> [Unicode.Scalar] {
    (0..<mostMarks).compactMap { marks[$0] == 0 ? nil : Unicode.Scalar(marks[$0]) }
  }
}
