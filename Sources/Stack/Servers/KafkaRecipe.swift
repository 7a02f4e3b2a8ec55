import Glibc

/// How to run one node of a real Apache Kafka that is its own controller (KRaft).
struct KafkaRecipe: ServerRecipe {
  let storage: String
  let server: String
  let title: String
  private let folders: StackFolders
  private var brokerPort: UInt16 = 0
  private var controllerPort: UInt16 = 0

  let part = StackPart.kafka
  let portTaken = "Address already in use"
  var endpoint: String { "127.0.0.1:\(brokerPort)" }
  /// A throwaway log needs no orderly end.
  var partings: [Parting] {
    folders.isKept
      ? [Parting(signal: SIGTERM, name: "TERM", patience: .seconds(15))]
      : [Parting(signal: SIGKILL, name: "KILL", patience: .seconds(5))]
  }

  private var folder: String { "\(folders.data)/kafka" }
  private var data: String { "\(folder)/data" }
  private var propertiesFile: String { "\(folder)/server.properties" }
  /// Exists once the data folder is complete.
  private var marker: String { "\(folder)/formatted" }

  init(home: String, programs: Programs, folders: StackFolders) throws(StackError) {
    (storage, server) = try programs.kafka(home: home)
    title = KafkaRecipe.title(fromLibraries: FolderListing.names(in: "\(home)/libs"))
    guard !folders.data.contains(",") else {
      throw StackError(
        .directory, part: .kafka,
        "Kafka takes a comma as the end of a path: choose another directory than \(folders.data)")
    }
    self.folders = folders
  }

  nonisolated(nonsending) mutating func prepare(_ site: Site) async throws(StackError) {
    try StackFolders.make(folder)
    try choosePorts()
    guard !FileText.exists(marker) else { return }
    try await site.step(.kafka, "\(title): format") { () async throws(StackError) in
      try await site.run(.kafka, ["/bin/rm", "-rf", data], name: "kafka-format", directory: folder)
      try writeProperties()
      // The flag halves the format's use of the processor: it is over before the second compiler pays.
      try await site.run(
        .kafka, [storage, "format", "-t", KafkaProperties.newClusterID(), "-c", propertiesFile],
        name: "kafka-format", directory: folder, adding: variables(site, options: "-XX:TieredStopAtLevel=1"))
      try FileText.write("", to: marker)
    }
  }

  mutating func choosePorts() throws(StackError) {
    brokerPort = try LoopbackPort.free()
    repeat { controllerPort = try LoopbackPort.free() } while controllerPort == brokerPort
  }

  func command(_ site: Site) throws(StackError) -> Command {
    try writeProperties()
    return Command(
      arguments: [server, propertiesFile], environment: site.environment.merging(variables(site)) { $1 },
      directory: folder, log: folders.log("kafka").path)
  }

  nonisolated(nonsending) func isReady(_ site: Site) async -> Bool {
    Probe.kafka(port: brokerPort)
  }

  private func writeProperties() throws(StackError) {
    let properties = KafkaProperties(brokerPort: brokerPort, controllerPort: controllerPort, data: data)
    try FileText.write(properties.text, to: propertiesFile)
  }

  /// Kafka's scripts take their options from the environment.
  ///
  /// They do not quote `LOG_DIR`, so it is not in the kept directory, whose name may hold spaces.
  /// The user's own heap size wins.
  private func variables(_ site: Site, options: String = "") -> [String: String] {
    var variables = ["LOG_DIR": "\(folders.runtime)/kafka-logs"]
    variables["KAFKA_HEAP_OPTS"] = site.environment["KAFKA_HEAP_OPTS"] ?? "-Xms128m -Xmx512m"
    if !options.isEmpty {
      variables["KAFKA_OPTS"] = [site.environment["KAFKA_OPTS"], options].compactMap(\.self).joined(
        separator: " ")
    }
    return variables
  }

  /// "Kafka 4.3.0" from the name of its client library.
  static func title(fromLibraries names: [String]) -> String {
    for name in names where name.hasPrefix("kafka-clients-") && name.hasSuffix(".jar") {
      return "Kafka \(name.dropFirst("kafka-clients-".count).dropLast(".jar".count))"
    }
    return "Kafka"
  }
}
