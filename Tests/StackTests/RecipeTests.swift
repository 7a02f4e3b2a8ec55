import Testing

@testable import Stack

@Suite("How servers are run")
struct RecipeTests {
  @Test("a process is read from /proc whatever its name")
  func processStat() throws {
    let line = "42 (a) b (c) S 7 42 40 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 98765 1000 200"
    let stat = try #require(ProcessStat(parsing: line))
    #expect(stat.pid == 42 && stat.parent == 7 && stat.group == 42 && stat.session == 40)
    #expect(stat.startTicks == 98765 && stat.state == "S" && !stat.isZombie)
    #expect(ProcessStat(parsing: "42 (short) S 1") == nil)
    #expect(ProcessStat(parsing: "") == nil)
  }

  @Test("versions are read from what the programs print")
  func versions() {
    #expect(
      RedisRecipe.title(fromVersion: "Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc") == "Redis 7.0.15"
    )
    #expect(
      PostgresRecipe.title(fromVersion: "postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n")
        == "PostgreSQL 15")
    #expect(PostgresRecipe.title(fromVersion: "postgres (PostgreSQL) 17beta1") == "PostgreSQL 17")
    #expect(KafkaRecipe.title(fromLibraries: ["a.jar", "kafka-clients-4.3.0.jar"]) == "Kafka 4.3.0")
    #expect(RedisRecipe.title(fromVersion: "") == "Redis")
    #expect(PostgresRecipe.title(fromVersion: "(PostgreSQL)") == "PostgreSQL")
    #expect(KafkaRecipe.title(fromLibraries: []) == "Kafka")
  }

  @Test("a Kafka answers once it names a broker, however the bytes arrive")
  func kafkaMetadata() {
    #expect(Int(KafkaMetadata.request[3]) == KafkaMetadata.request.count - 4)
    let response: [UInt8] = [0, 0, 0, 30, 0, 0, 0, 1, 0, 0, 0, 1, 9]
    #expect(KafkaMetadata.brokers(inResponse: response) == 1)
    #expect(KafkaMetadata.brokers(inResponse: Array(response.prefix(11))) == nil)
    #expect(KafkaMetadata.brokers(inResponse: [0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 0]) == 0)
  }

  @Test("cluster ids are 22 characters of URL-safe base64 and look like no option")
  func clusterID() {
    let ids = (0..<200).map { _ in KafkaProperties.newClusterID() }
    #expect(ids.allSatisfy { $0.utf8.count == 22 && !$0.hasPrefix("-") && "AQgw".contains($0.suffix(1)) })
    #expect(Set(ids).count == 200)
  }

  @Test("socket folders with any characters survive in the URL")
  func escaping() {
    #expect(PostgresRecipe.escaped("/tmp/dogear-x_1.2~/run") == "/tmp/dogear-x_1.2~/run")
    #expect(PostgresRecipe.escaped("/a b&c=é%\n") == "/a%20b%26c%3D%C3%A9%25%0A")
  }

  @Test("a kept directory always waits for the disk; the plan's own settings win otherwise")
  func settings() {
    var plan = StackPlan(kafka: .none)
    #expect(PostgresRecipe.settings(plan, sockets: "/s", isKept: false)["fsync"] == "on")
    plan.fsync = false
    #expect(PostgresRecipe.settings(plan, sockets: "/s", isKept: false)["fsync"] == "off")
    #expect(PostgresRecipe.settings(plan, sockets: "/s", isKept: true)["fsync"] == "on")
    plan.postgresSettings = ["work_mem": "1MB", "timezone": "CET"]
    let settings = PostgresRecipe.settings(plan, sockets: "/s", isKept: false)
    #expect(settings["work_mem"] == "1MB" && settings["timezone"] == "CET")
  }

  @Test("a folder too long for a socket, or closed to PostgreSQL's user, is not used for temporary files")
  func temporaryFolder() {
    let long = "/tmp/" + String(repeating: "x", count: 100)
    let other = Account(name: "other", user: 65534, group: 65534)
    #expect(StackFolders.temporaryFolder(["TMPDIR": long], account: nil) == "/tmp")
    #expect(StackFolders.temporaryFolder(["TMPDIR": "relative"], account: nil) == "/tmp")
    #expect(StackFolders.temporaryFolder([:], account: other) == "/tmp")
    #expect(StackFolders.temporaryFolder(["TMPDIR": "/var/tmp"], account: other) == "/var/tmp")
    #expect(!other.reaches("/proc/1/fd/x"))
  }

  @Test("how a process ended is told in words")
  func exitStatus() {
    #expect(ProcessEnd(waitStatus: 0x0300).description == "exited with status 3")
    #expect(ProcessEnd(waitStatus: 9).description == "was killed by signal 9")
    #expect(ProcessEnd(waitStatus: 11 | 0x80) == .signalled(11))
  }
}
