/// What is wrong with the arguments.
enum ParserError: Error, CustomStringConvertible {
  case missingArgument(ArgumentDefinition)
  case missingValue(name: String, ArgumentDefinition)
  case invalidValue(Occurrence, ArgumentDefinition)
  case unexpectedValue(name: String, text: String)
  case unknownOption(String, known: [String])
  case unknownCommand(String, known: [String])
  case unexpectedArguments([String])
  case repeatedSetting(ConfigurationSource.Entry)
  case unknownSetting(ConfigurationSource.Entry, known: [String])

  var description: String {
    switch self {
    case .missingArgument(let definition):
      "Missing expected argument '\(definition.display)'\(Self.others(definition))"
    case .missingValue(let name, let definition): "Missing value for '\(name) \(definition.placeholder)'"
    case .invalidValue(let occurrence, let definition): Self.invalid(occurrence, definition)
    case .unexpectedValue(let name, let text): "The option '\(name)' takes no value, but '\(text)' was given"
    case .unknownOption(let name, let known):
      "Unknown option '\(name)'." + Self.suggestion(for: name, among: known)
    case .unknownCommand(let word, let known):
      "Unknown command '\(word)'." + Self.suggestion(for: word, among: known)
    case .unexpectedArguments(let words):
      "Unexpected argument\(words.count == 1 ? "" : "s") \(words.map { "'\($0)'" }.joined(separator: ", "))"
    case .repeatedSetting(let entry):
      "\(entry.position): '\(entry.key)' is set a second time; remove one of the lines"
    case .unknownSetting(let entry, let known):
      "\(entry.position): Unknown setting '\(entry.key)'." + Self.suggestion(for: entry.key, among: known)
    }
  }

  private static func others(_ definition: ArgumentDefinition) -> String {
    var places: [String] = []
    if let name = definition.fallback.environment { places.append("the variable \(name)") }
    if let key = definition.fallback.configuration { places.append("'\(key)' in the configuration file") }
    return places.isEmpty ? "" : "; \(places.joined(separator: " or ")) would do as well"
  }

  private static func invalid(_ occurrence: Occurrence, _ definition: ArgumentDefinition) -> String {
    let name =
      switch occurrence.source {
      case .commandLine: "'\(definition.display)'"
      case .environment(let variable): "the variable \(variable)"
      case .file(let entry): "'\(entry.key)'"
      }
    var text = "The value '\(occurrence.text)' is invalid for \(name)"
    if case .file(let entry) = occurrence.source { text = "\(entry.position): \(text)" }
    if !definition.allowedValues.isEmpty {
      text += ". Please provide one of \(definition.allowedValues.map { "'\($0)'" }.joined(separator: ", "))."
      return text + suggestion(for: occurrence.text, among: definition.allowedValues)
    }
    return text + (definition.formatHint.map { "; give \($0)" } ?? "")
  }

  private static func suggestion(for word: String, among known: [String]) -> String {
    nearest(to: word, among: known).map { " Did you mean '\($0)'?" } ?? ""
  }
}

/// One text given for an argument, and where it came from.
struct Occurrence: Sendable {
  enum Source: Sendable {
    case commandLine
    case environment(String)
    case file(ConfigurationSource.Entry)
  }

  let text: String
  let source: Source
}

/// The least number of insertions, deletions, replacements and swaps of neighbours that turn `first` into `second`.
///
/// The restricted Damerau-Levenshtein distance: no part is edited twice. Time is the product of the lengths.
func editDistance(_ first: String, _ second: String) -> Int {
  let (first, second) = (Array(first), Array(second))
  var beforeLast: [Int] = []
  var last = Array(0...second.count)
  for row in first.indices {
    var current = [row + 1]
    for column in second.indices {
      var least = min(
        last[column] + (first[row] == second[column] ? 0 : 1), last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
        least = min(least, beforeLast[column - 1] + 1)
      }
      current.append(least)
    }
    (beforeLast, last) = (last, current)
  }
  return last[second.count]
}

/// The word that `typed` was probably meant to be: at most a third of it wrong, or cut short after two letters.
func nearest(to typed: String, among words: [String]) -> String? {
  let letters = typed.drop { $0 == "-" }.count
  let best = words.map { (word: $0, distance: editDistance(typed, $0)) }.min { $0.distance < $1.distance }
  if let best, best.distance <= max(1, letters / 3), best.distance < letters { return best.word }
  return letters < 2 ? nil : words.first { $0.hasPrefix(typed) }
}
