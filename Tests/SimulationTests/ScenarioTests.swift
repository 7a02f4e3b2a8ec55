import Arguments
import Testing

@testable import Simulation

@Suite struct ScenarioTests {
  private func parse(_ text: String) throws -> Scenario {
    try Scenario(ConfigurationSource(parsing: text, file: "x.ini"), name: "x", file: "x.ini")
  }

  @Test func stagesBeginWithWhatTheOneBeforeHad() throws {
    let scenario = try parse(
      """
      warm-up = 1s
      [world]
      users = 50
      silent = 20%
      [stage come]
      duration = 10s
      scrolls = 2
      [stage burst]
      duration = 20s
      posts = 500
      """)
    #expect(scenario.warmUp == .seconds(1))
    #expect(scenario.world.users == 50 && scenario.world.readers == 40)
    #expect(scenario.stages.map(\.name) == ["come", "burst"])
    #expect(scenario.stages.map(\.scrolls) == [2, 2])
    #expect(scenario.stages.map(\.posts) == [Stage(name: "").posts, 500])
    #expect(scenario.duration == .seconds(30))
  }

  @Test(arguments: [
    (
      "[world]\nusers = none\n[stage a]\nduration = 1s", "x.ini:2: 'users' must be a number from 2 to 1000000"
    ),
    ("[world]\nusers = 1\n", "x.ini:2: 'users' must be"),
    (
      "[stage a]\nduration = 1s\nscrols = 2",
      "x.ini:3: 'scrols' is no setting of [stage a], which has duration"
    ),
    ("[stage a]\nduration = 5", "x.ini:2: 'duration' must be a duration"),
    ("[stage a]\nmarks = 101%", "x.ini:2: 'marks' must be a share"),
    ("[stage a]\nmarks = nan", "x.ini:2: 'marks' must be a share"),
    ("[stages]\nposts = 1", "x.ini:2: '[stages]' is no section"),
    ("users = 5", "x.ini:1: 'users' is no setting of what stands before"),
    (
      "[stage a]\nposts = 1\n[stage b]\nposts = 1\n[stage a]\nposts = 2",
      "x.ini:6: there is a stage 'a' above"
    ),
    ("", "x.ini: has no stage"),
  ])
  func whatIsWrongIsNamedWithItsLine(text: String, sentence: String) {
    let error = #expect(throws: ConfigurationError.self) { try parse(text) }
    #expect(error?.description.hasPrefix(sentence) ?? false, "\(error.map { "\($0)" } ?? "no error")")
  }

  @Test func aDurationIsSharedOutInProportion() throws {
    var scenario = try parse("[stage a]\nduration = 10s\nramp = 8s\n[stage b]\nduration = 30s")
    scenario.last(.seconds(4))
    #expect(scenario.stages.map(\.duration) == [.seconds(1), .seconds(3)])
    #expect(scenario.stages.allSatisfy { $0.ramp <= $0.duration })
  }
}

@Suite struct ExampleScenarioTests {
  @Test(arguments: ["steady", "morning", "storm", "keeping"])
  func theExamplesAreScenarios(name: String) throws {
    let folder = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
    let file = "\(folder)/Assets/scenarios/\(name).ini"
    let scenario = try Scenario(ConfigurationSource(contentsOf: file), name: name, file: file)
    #expect(scenario.duration > .zero && scenario.world.users > 0)
  }
}
