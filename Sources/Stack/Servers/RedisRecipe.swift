import Glibc

/// How to run Redis: in memory only, because all it holds is derived.
struct RedisRecipe: ServerRecipe {
  let program: String
  private(set) var title = "Redis"
  private var port: UInt16 = 0

  let part = StackPart.redis
  let portTaken = "Address already in use"
  let partings = [Parting(signal: SIGTERM, name: "TERM", patience: .seconds(3))]
  var endpoint: String { "redis://127.0.0.1:\(port)/0" }

  init(program: String) {
    self.program = program
  }

  nonisolated(nonsending) mutating func prepare(_ site: Site) async throws(StackError) {
    try StackFolders.make("\(site.folders.runtime)/redis")
    let version = try await site.run(.redis, [program, "--version"], name: "redis-version")
    title = RedisRecipe.title(fromVersion: version)
    try choosePorts()
  }

  mutating func choosePorts() throws(StackError) {
    port = try LoopbackPort.free()
  }

  func command(_ site: Site) -> Command {
    let folder = "\(site.folders.runtime)/redis"
    return Command(
      arguments: [
        program, "--bind", "127.0.0.1", "--port", "\(port)", "--dir", folder, "--daemonize", "no",
        "--save", "", "--appendonly", "no",
      ],
      environment: site.environment, directory: folder, log: site.folders.log("redis").path)
  }

  nonisolated(nonsending) func isReady(_ site: Site) async -> Bool {
    Probe.redis(port: port)
  }

  /// "Redis 7.0.15" from "Redis server v=7.0.15 sha=…".
  static func title(fromVersion text: String) -> String {
    let version = text.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("v=") }
    return version.map { "Redis \($0.dropFirst(2))" } ?? "Redis"
  }
}
