// swift-tools-version: 6.1
import PackageDescription

/// A C library from Debian's -dev packages, wrapped as it is.
func system(_ name: String, pkgConfig: String? = nil) -> Target {
  .systemLibrary(name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig)
}

/// For what the simulation's 100,000 schedules and the programs under load consist of: unoptimised, the tests would take
/// three times as long.
let optimized: [SwiftSetting] = [.unsafeFlags(["-O"])]

/// A module of that.
func busy(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: optimized)
}

let package = Package(
  name: "dogear",
  products: [.executable(name: "dogear", targets: ["dogear"])],
  targets: [
    system("CHiredis"),
    system("CInih"),
    system("CNcurses"),
    system("CPostgres", pkgConfig: "libpq"),
    system("CRdKafka", pkgConfig: "rdkafka"),
    system("CSystem"),

    // General: they know nothing of chat.
    busy("Lanes"),
    busy("Redis", ["CHiredis", "Lanes"]),
    busy("Kafka", ["CRdKafka", "Lanes"]),
    busy("Postgres", ["CPostgres", "Lanes"]),
    busy("Measure", ["Canvas"]),
    .target(name: "Bench", dependencies: ["CSystem", "Lanes", "Measure"]),
    busy("Canvas"),
    busy("Playback", ["Canvas"]),
    .target(name: "Terminal", dependencies: ["Canvas", "CNcurses", "Lanes"]),
    .target(name: "Arguments", dependencies: ["CInih"]),
    .target(name: "Service"),
    .target(name: "Stack", dependencies: ["CSystem", "Lanes"]),

    // Chat: decisions as values, over ports.
    busy("ChatModel"),
    busy("ChatServer", ["ChatModel", "Lanes", "Service"]),
    busy("ChatClient", ["Canvas", "ChatModel"]),
    busy("Crowd", ["ChatModel"]),
    busy("Simulation", ["Arguments", "ChatClient", "ChatModel", "Crowd", "Measure"]),
    busy("Patterns", ["ChatModel", "Crowd", "Measure"]),

    // The ports over real services.
    busy("Stores", ["ChatModel", "Kafka", "Lanes", "Postgres", "Redis"]),

    .target(
      name: "CAssets", path: "Assets",
      exclude: [
        "compose.yaml", "conversations", "demo", "functions.lua", "keys.ini", "patterns.svg", "pictures",
        "prerequisites.sh",
        "scenarios", "schema.sql",
        "screen-dark.svg", "screen-light.svg", "scripts", "test", "theme.ini",
      ],
      sources: ["assets.c"]),
    .target(name: "Assets", dependencies: ["CAssets"]),
    .executableTarget(
      name: "dogear",
      dependencies: [
        "Arguments", "Assets", "Bench", "CSystem", "Canvas", "ChatClient", "ChatModel", "ChatServer", "Crowd",
        "Kafka",
        "Lanes", "Measure", "Patterns", "Simulation",
        "Playback", "Postgres", "Redis", "Service", "Stack", "Stores", "Terminal",
      ]),

    // What tests share: random numbers from a seed, patience, and the ports in memory.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: optimized),
    .target(
      name: "Doubles", dependencies: ["ChatModel", "TestSupport"], path: "Tests/Doubles",
      swiftSettings: optimized),

    // Programs that tests start, kill and look at.
    .executableTarget(
      name: "TerminalFixture", dependencies: ["Canvas", "Terminal"], path: "Tests/TerminalFixture"),
    .executableTarget(name: "StackFixture", dependencies: ["Stack"], path: "Tests/StackFixture"),

    .testTarget(name: "ArgumentsTests", dependencies: ["TestSupport", "Arguments"]),
    .testTarget(name: "BenchTests", dependencies: ["TestSupport", "Bench", "Lanes", "Measure"]),
    .testTarget(name: "CanvasTests", dependencies: ["TestSupport", "Canvas"]),
    .testTarget(
      name: "ChatClientTests",
      dependencies: ["TestSupport", "Arguments", "Canvas", "ChatClient", "ChatModel"]),
    .testTarget(name: "ChatModelTests", dependencies: ["TestSupport", "ChatModel", "Doubles"]),
    .testTarget(
      name: "ChatServerTests",
      dependencies: ["TestSupport", "ChatClient", "ChatModel", "ChatServer", "Doubles"],
      swiftSettings: optimized),
    .testTarget(name: "CrowdTests", dependencies: ["TestSupport", "ChatModel", "Crowd", "Doubles"]),
    .testTarget(
      name: "FuzzTests",
      dependencies: [
        "TestSupport", "Arguments", "Canvas", "ChatClient", "ChatModel", "Crowd", "Measure", "Playback",
        "Redis",
        "Simulation", "Stores", "Terminal",
      ], exclude: ["Corpus"]),
    .testTarget(name: "KafkaTests", dependencies: ["TestSupport", "Kafka", "Lanes", "Stack"]),
    .testTarget(name: "MeasureTests", dependencies: ["TestSupport", "Canvas", "Measure"]),
    .testTarget(
      name: "SimulationTests",
      dependencies: ["TestSupport", "Arguments", "ChatModel", "Doubles", "Simulation"]),
    .testTarget(name: "PatternsTests", dependencies: ["ChatModel", "Measure", "Patterns"]),
    .testTarget(name: "PlaybackTests", dependencies: ["TestSupport", "Canvas", "Playback"]),
    .testTarget(name: "PostgresTests", dependencies: ["TestSupport", "Lanes", "Postgres", "Stack"]),
    .testTarget(name: "RedisTests", dependencies: ["TestSupport", "Lanes", "Redis", "Stack"]),
    .testTarget(name: "ServiceTests", dependencies: ["TestSupport", "Service"]),
    .testTarget(name: "StackTests", dependencies: ["TestSupport", "Stack", "StackFixture"]),
    .testTarget(
      name: "StoresTests",
      dependencies: [
        "TestSupport",
        "Assets", "ChatModel", "ChatServer", "Doubles", "Postgres", "Redis", "Stack", "Stores",
      ]),
    .testTarget(
      name: "SystemTests",
      dependencies: [
        "TestSupport",
        "Assets", "ChatModel", "ChatServer", "Kafka", "Lanes", "Postgres", "Redis", "Service", "Simulation",
        "Stack", "Stores",
        "dogear",
      ]),
    .testTarget(
      name: "TerminalTests",
      dependencies: ["TestSupport", "Bench", "Canvas", "CNcurses", "Lanes", "Terminal", "TerminalFixture"]),
  ],
  cLanguageStandard: .gnu2x
)
