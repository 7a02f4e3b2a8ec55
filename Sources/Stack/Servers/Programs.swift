import Glibc

/// Finds the servers' programs, or says which Debian package has them.
struct Programs: Sendable {
  let environment: [String: String]
  /// Where Debian keeps one folder for each version of PostgreSQL.
  var postgresFolder = "/usr/lib/postgresql"

  func redisServer() throws(StackError) -> String {
    if let path = onPath("redis-server") { return path }
    throw missing(.redis, "redis-server is not on PATH: install the Debian package redis-server")
  }

  /// The folder with `postgres`, `initdb` and `pg_isready`: `$PGBIN`, Debian's newest version, or where PATH finds them.
  /// - Parameter version: The major version that existing data need, if there are any.
  func postgresBin(version: Int? = nil) throws(StackError) -> String {
    if let bin = environment["PGBIN"], !bin.isEmpty {
      if isComplete(bin) { return bin }
      throw missing(.postgres, "PGBIN is \(bin), which has no initdb, postgres and pg_isready")
    }
    if let version {
      let bin = "\(postgresFolder)/\(version)/bin"
      if isComplete(bin) { return bin }
      throw missing(
        .postgres,
        "the kept data are PostgreSQL \(version)'s, which is not installed: install the Debian package "
          + "postgresql-\(version), or choose another directory")
    }
    let versions = FolderListing.names(in: postgresFolder).compactMap { Int($0) }.sorted(by: >)
    for version in versions where isComplete("\(postgresFolder)/\(version)/bin") {
      return "\(postgresFolder)/\(version)/bin"
    }
    if let initdb = onPath("initdb") {
      let bin = String(initdb.dropLast("/initdb".count))
      if isComplete(bin) { return bin }
    }
    throw missing(
      .postgres,
      "PostgreSQL is neither in \(postgresFolder) nor on PATH: install the Debian package postgresql")
  }

  /// `setpriv`, which gives up root for PostgreSQL.
  func setpriv() throws(StackError) -> String {
    if let path = onPath("setpriv") { return path }
    throw missing(.postgres, "setpriv is not on PATH: install the Debian package util-linux")
  }

  /// The two scripts of the Kafka in `home` that are used, after a look for Java.
  func kafka(home: String) throws(StackError) -> (storage: String, server: String) {
    let storage = "\(home)/bin/kafka-storage.sh"
    let server = "\(home)/bin/kafka-server-start.sh"
    guard home.hasPrefix("/"), isProgram(storage), isProgram(server) else {
      throw missing(
        .kafka,
        "KAFKA_HOME is \(home), which has no bin/kafka-storage.sh and bin/kafka-server-start.sh: "
          + "give the absolute path of an unpacked Apache Kafka, version 3.3 or newer")
    }
    if let javaHome = environment["JAVA_HOME"], !javaHome.isEmpty {
      guard isProgram("\(javaHome)/bin/java") else {
        throw missing(.kafka, "JAVA_HOME is \(javaHome), which has no bin/java: correct it or unset it")
      }
    } else if onPath("java") == nil {
      throw missing(
        .kafka, "Kafka needs Java and java is not on PATH: install the Debian package openjdk-17-jre-headless"
      )
    }
    return (storage, server)
  }

  private func onPath(_ name: String) -> String? {
    (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }.first { isProgram($0) }
  }

  private func isComplete(_ bin: String) -> Bool {
    ["initdb", "postgres", "pg_isready"].allSatisfy { isProgram("\(bin)/\($0)") }
  }

  private func isProgram(_ path: String) -> Bool {
    access(path, X_OK) == 0 && access("\(path)/.", F_OK) != 0
  }

  private func missing(_ part: StackPart, _ sentence: String) -> StackError {
    StackError(.missingProgram, part: part, sentence)
  }
}
