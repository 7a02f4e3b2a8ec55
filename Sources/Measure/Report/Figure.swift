/// Something that was so: `processor`, `Some CPU`.
public struct Fact: Sendable, Hashable, Codable {
  /// What it is about.
  public var name: String
  /// What was so.
  public var value: String

  /// Creates a fact.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  /// Creates a fact.
  public init(_ name: String, _ value: some CustomStringConvertible) {
    self.init(name: name, value: value.description)
  }
}

/// A number that was measured.
public struct Figure: Sendable, Equatable, Codable {
  /// What a requirement calls it: `durable.p99`.
  public var name: String
  /// The number, in the unit.
  public var value: Double
  /// `us`, `ms`, `s`, `/s`, `%`, `MB` or any other; empty for a count.
  public var unit: String
  /// What it is, in a few words.
  public var title: String
  /// What it was in the report that this one is compared with.
  public var other: Double?

  /// Creates a figure, which without a title is called by its name.
  public init(name: String, value: Double, unit: String = "", title: String? = nil, other: Double? = nil) {
    self.name = name
    self.value = value
    self.unit = unit
    self.title = title ?? name
    self.other = other
  }
}

/// Whether something is as it should be.
public struct Verdict: Sendable, Equatable, Codable {
  /// What was looked at: `counts`, or the text of a requirement.
  public var name: String
  /// Whether it is so.
  public var holds: Bool
  /// What was found, as a sentence for people.
  public var sentence: String
  /// Whether a missed requirement is all that it means; otherwise something is wrong or lost.
  public var isRequirement: Bool

  /// Creates a verdict.
  public init(name: String, holds: Bool, sentence: String, isRequirement: Bool = false) {
    self.name = name
    self.holds = holds
    self.sentence = sentence
    self.isRequirement = isRequirement
  }
}

/// How a run that ends with verdicts ends its process.
public enum ExitStatus: Int32, Sendable {
  /// Everything is exact, and within the requirements.
  case exact = 0
  /// A count or an event is wrong or lost.
  case wrong = 1
  /// Everything is exact, but a requirement was missed.
  case requirementMissed = 99
}

extension Report {
  /// How a process that has made or read this report should end.
  public var exitStatus: ExitStatus {
    let failed = verdicts.filter { !$0.holds }
    if failed.contains(where: { !$0.isRequirement }) { return .wrong }
    return failed.isEmpty ? .exact : .requirementMissed
  }
}
