import Testing

/// What a contract is held against: the doubles that other tests build on, and the real servers.
enum Implementation: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case memory
  case servers

  var testDescription: String { rawValue }
}
