import Arguments

extension Scenario {
  /// Reads a scenario file.
  ///
  ///     warm-up = 3s
  ///     [world]
  ///     users = 2000
  ///     [stage come]
  ///     duration = 20s
  ///     scrolls = 0.5
  ///
  /// A stage begins with what the one before it had, but for its duration's sake: so only what changes is named.
  /// - Throws: `ConfigurationError` that names the line.
  public init(_ source: ConfigurationSource, name: String, file: String) throws(ConfigurationError) {
    self.init(name: name, stages: [])
    for entry in source.entries {
      let dot = entry.key.lastIndex(of: ".")
      let section = dot.map { String(entry.key[..<$0]) } ?? ""
      let key = dot.map { String(entry.key[entry.key.index(after: $0)...]) } ?? entry.key
      if section.isEmpty {
        try Self.set(&self, key, entry, of: "what stands before the first section")
      } else if section == "world" {
        try Self.set(&world, key, entry, of: "[world]")
      } else if section.hasPrefix("stage ") {
        try setStage(String(section.dropFirst("stage ".count)), key, entry)
      } else {
        throw ConfigurationError(
          file: entry.file, line: entry.line,
          reason: "'[\(section)]' is no section of a scenario: write [world] or [stage NAME]")
      }
    }
    guard !stages.isEmpty else {
      throw ConfigurationError(
        file: file, line: nil, reason: "has no stage: write [stage NAME] and a duration")
    }
  }

  private mutating func setStage(
    _ name: String, _ key: String, _ entry: ConfigurationSource.Entry
  ) throws(ConfigurationError) {
    if stages.last?.name != name {
      guard !stages.contains(where: { $0.name == name }) else {
        throw ConfigurationError(
          file: entry.file, line: entry.line, reason: "there is a stage '\(name)' above already")
      }
      var stage = stages.last ?? Stage(name: name)
      stage.name = name
      stages.append(stage)
    }
    try Self.set(&stages[stages.count - 1], key, entry, of: "[stage \(name)]")
  }

  private static func set(
    _ target: inout Scenario, _ key: String, _ entry: ConfigurationSource.Entry, of place: String
  ) throws(ConfigurationError) {
    try set(&target, Setting<Scenario>.all, key, entry, of: place)
  }

  private static func set(
    _ target: inout WorldPlan, _ key: String, _ entry: ConfigurationSource.Entry, of place: String
  ) throws(ConfigurationError) {
    try set(&target, Setting<WorldPlan>.all, key, entry, of: place)
  }

  private static func set(
    _ target: inout Stage, _ key: String, _ entry: ConfigurationSource.Entry, of place: String
  ) throws(ConfigurationError) {
    try set(&target, Setting<Stage>.all, key, entry, of: place)
  }

  private static func set<Target>(
    _ target: inout Target, _ settings: [Setting<Target>], _ key: String, _ entry: ConfigurationSource.Entry,
    of place: String
  ) throws(ConfigurationError) {
    guard let setting = settings.first(where: { $0.name == key }) else {
      let names = settings.map(\.name).joined(separator: ", ")
      throw ConfigurationError(
        file: entry.file, line: entry.line, reason: "'\(key)' is no setting of \(place), which has \(names)")
    }
    guard setting.set(&target, entry.value) else {
      throw ConfigurationError(
        file: entry.file, line: entry.line, reason: "'\(key)' must be \(setting.hint), not '\(entry.value)'")
    }
  }
}
