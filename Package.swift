// swift-tools-version: 6.1
import PackageDescription

/// A C library from Debian's -dev packages, wrapped as it is.
func system(_ name: String, pkgConfig: String? = nil) -> Target {
  .systemLibrary(name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig)
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
    .target(name: "Lanes"),
    .target(name: "Redis", dependencies: ["CHiredis", "Lanes"]),
    .target(name: "Kafka", dependencies: ["CRdKafka", "Lanes"]),
    .target(name: "Postgres", dependencies: ["CPostgres", "Lanes"]),
    .target(name: "Measure", dependencies: ["Canvas"]),
    .target(name: "Bench", dependencies: ["CSystem", "Lanes", "Measure"]),
    .target(name: "Canvas"),
    .target(name: "Playback", dependencies: ["Canvas"]),
    .target(name: "Terminal", dependencies: ["Canvas", "CNcurses", "Lanes"]),
    .target(name: "Arguments", dependencies: ["CInih"]),
    .target(name: "Service"),
    .target(name: "Stack", dependencies: ["CSystem", "Lanes"]),

    // Chat: decisions as values, over ports.
    .target(name: "ChatModel"),
    .target(name: "ChatServer", dependencies: ["ChatModel", "Lanes", "Service"]),
    .target(name: "ChatClient", dependencies: ["Canvas", "ChatModel"]),
    .target(name: "Crowd", dependencies: ["ChatModel"]),
    .target(name: "Simulation", dependencies: ["Arguments", "ChatClient", "ChatModel", "Crowd", "Measure"]),
    .target(name: "Patterns", dependencies: ["ChatModel", "Crowd", "Measure"]),

    // The ports' two sides: real services, and memory.
    .target(name: "Stores", dependencies: ["ChatModel", "Kafka", "Postgres", "Redis"]),
    .target(name: "Doubles", dependencies: ["ChatModel"]),

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

    // Programs that tests start, kill and look at.
    .executableTarget(
      name: "TerminalFixture", dependencies: ["Canvas", "Terminal"], path: "Tests/TerminalFixture"),
    .executableTarget(name: "StackFixture", dependencies: ["Stack"], path: "Tests/StackFixture"),

    .testTarget(name: "ArgumentsTests", dependencies: ["Arguments"]),
    .testTarget(name: "BenchTests", dependencies: ["Bench", "Lanes", "Measure"]),
    .testTarget(name: "CanvasTests", dependencies: ["Canvas"]),
    .testTarget(name: "ChatClientTests", dependencies: ["Arguments", "Canvas", "ChatClient", "ChatModel"]),
    .testTarget(name: "ChatModelTests", dependencies: ["ChatModel", "Doubles"]),
    .testTarget(name: "ChatServerTests", dependencies: ["ChatModel", "ChatServer", "Doubles"]),
    .testTarget(name: "CrowdTests", dependencies: ["ChatModel", "Crowd", "Doubles"]),
    .testTarget(name: "KafkaTests", dependencies: ["Kafka", "Lanes", "Stack"]),
    .testTarget(name: "MeasureTests", dependencies: ["Canvas", "Measure"]),
    .testTarget(name: "SimulationTests", dependencies: ["Arguments", "ChatModel", "Doubles", "Simulation"]),
    .testTarget(name: "PatternsTests", dependencies: ["ChatModel", "Measure", "Patterns"]),
    .testTarget(name: "PlaybackTests", dependencies: ["Canvas", "Playback"]),
    .testTarget(name: "PostgresTests", dependencies: ["Lanes", "Postgres"]),
    .testTarget(name: "RedisTests", dependencies: ["Lanes", "Redis", "Stack"]),
    .testTarget(name: "ServiceTests", dependencies: ["Service"]),
    .testTarget(name: "StackTests", dependencies: ["Stack", "StackFixture"]),
    .testTarget(
      name: "StoresTests",
      dependencies: [
        "Assets", "ChatModel", "ChatServer", "Doubles", "Postgres", "Redis", "Stack", "Stores",
      ]),
    .testTarget(
      name: "SystemTests",
      dependencies: [
        "Assets", "ChatModel", "Kafka", "Lanes", "Postgres", "Redis", "Stack", "Stores", "dogear",
      ]),
    .testTarget(
      name: "TerminalTests", dependencies: ["Canvas", "CNcurses", "Lanes", "Terminal", "TerminalFixture"]),
  ],
  cLanguageStandard: .gnu2x
)
