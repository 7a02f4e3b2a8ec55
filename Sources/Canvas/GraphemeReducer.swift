/// Turns the scalars of one grapheme into the clusters that stand for it; see `TextWidth`.
struct GraphemeReducer {
  enum Step {
    case more
    /// This cluster is whole; the scalar given has begun another.
    case complete(Cluster)
    /// The rest of the grapheme is not shown.
    case end
  }

  /// The cluster begun and not yet returned.
  private(set) var pending: Cluster?
  private var joined = false

  mutating func add(_ scalar: Unicode.Scalar) -> Step {
    switch WidthTable.classify(scalar) {
    case .ignorable:
      if scalar == "\u{200D}" { joined = true }
      return .more
    case .mark:
      if pending == nil { pending = .space }
      pending?.add(scalar)
      return .more
    case .unprintable:
      let cluster = Self.isBlank(scalar) ? Cluster.space : Cluster("\u{FFFD}", width: 1)
      // CR and LF are one grapheme.
      if scalar == "\n" && pending != nil { return .more }
      return begin(cluster)
    case .narrow:
      // A terminal shows nothing, a hyphen or a space for a soft hyphen; nothing is the one that fits all.
      if scalar == "\u{AD}" { return .more }
      return addSpacing(Cluster(Self.letter(scalar), width: 1))
    case .wide:
      return addSpacing(Cluster(scalar, width: 2))
    }
  }

  private mutating func addSpacing(_ cluster: Cluster) -> Step {
    guard let base = pending else { return begin(cluster) }
    if (0x1F3FB...0x1F3FF).contains(cluster.scalar.value) { return .more }
    // A joiner also occurs between the letters of an Indic conjunct: those are all shown.
    if joined && !base.scalar.properties.isAlphabetic { return .end }
    return begin(cluster)
  }

  private mutating func begin(_ cluster: Cluster) -> Step {
    defer { pending = cluster }
    joined = false
    return pending.map { .complete($0) } ?? .more
  }

  /// The ASCII letter of a regional indicator, else the scalar itself.
  private static func letter(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0x1F1E6...0x1F1FF).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(UInt8(0x41 + scalar.value - 0x1F1E6))
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
