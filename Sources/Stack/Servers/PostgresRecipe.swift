import Glibc

/// How to run PostgreSQL: in its own data folder, behind a unix socket that only the same user reaches.
struct PostgresRecipe: ServerRecipe {
  /// The folder of its programs.
  let bin: String
  /// `setpriv` and its options if we are root, else nothing.
  let prefix: [String]
  let account: Account?
  let settings: [String: String]
  private(set) var title = "PostgreSQL"
  private let folders: StackFolders

  let part = StackPart.postgres
  let portTaken = "Address already in use"
  /// SIGINT is its fast shutdown, SIGQUIT the immediate one.
  let partings = [
    Parting(signal: SIGINT, name: "QUIT", patience: .seconds(8)),
    Parting(signal: SIGQUIT, name: "QUIT", patience: .seconds(3)),
  ]
  /// The port only names the socket; it is given so that a `PGPORT` in the environment is not used.
  var endpoint: String { "postgresql:///dogear?host=\(Self.escaped(folders.sockets))&port=5432&user=dogear" }

  private var folder: String { "\(folders.data)/postgres" }
  private var data: String { "\(folder)/data" }
  /// Exists once the data folder is complete.
  private var marker: String { "\(folder)/initialised" }

  init(plan: StackPlan, programs: Programs, account: Account?, folders: StackFolders) throws(StackError) {
    let existing = FileText.read("\(folders.data)/postgres/data/PG_VERSION")
    bin = try programs.postgresBin(version: existing.flatMap { Int($0.filter(\.isNumber)) })
    prefix =
      if let account {
        [
          try programs.setpriv(), "--reuid=\(account.name)", "--regid=\(account.name)", "--clear-groups",
        ]
      } else { [] }
    self.account = account
    self.folders = folders
    settings = PostgresRecipe.settings(plan, sockets: folders.sockets, isKept: folders.isKept)
  }

  nonisolated(nonsending) mutating func prepare(_ site: Site) async throws(StackError) {
    try StackFolders.make(folder, owner: account)
    site.watchdog.removeSegment(namedIn: "\(data)/postmaster.pid")
    title = Self.title(
      fromVersion: try await site.run(.postgres, ["\(bin)/postgres", "--version"], name: "postgres-version"))
    guard !FileText.exists(marker) else { return }
    try await site.step(.postgres, "\(title): initdb") { () async throws(StackError) in
      try await initialise(site)
    }
  }

  func choosePorts() {}

  func command(_ site: Site) -> Command {
    let options = settings.sorted { $0.key < $1.key }.flatMap { ["-c", "\($0.key)=\($0.value)"] }
    return Command(
      arguments: prefix + ["\(bin)/postgres", "-D", data] + options, environment: site.environment,
      directory: folder, log: folders.log("postgres").path)
  }

  nonisolated(nonsending) func isReady(_ site: Site) async -> Bool {
    let question = [
      "\(bin)/pg_isready", "-q", "-t", "1", "-h", folders.sockets, "-p", "5432", "-d", "dogear",
    ]
    return (try? await site.run(.postgres, question, name: "pg_isready")) != nil
  }

  /// Creates the cluster and the database `dogear`, owned by the superuser `dogear`.
  ///
  /// What an interrupted attempt left is replaced.
  private nonisolated(nonsending) func initialise(_ site: Site) async throws(StackError) {
    try await site.run(.postgres, ["/bin/rm", "-rf", data], name: "initdb", directory: folder)
    try await site.run(
      .postgres,
      prefix + [
        "\(bin)/initdb", "-D", data, "-U", "dogear", "-A", "trust", "-E", "UTF8", "--no-locale",
        // Bytes decide the order, Unicode what a letter is: full-text search needs to know.
        "--lc-ctype=C.UTF-8", "--no-sync",
      ],
      name: "initdb", directory: folder)
    let statement = "\(folder)/create.sql"
    try FileText.write("CREATE DATABASE dogear\n", to: statement)
    try await site.run(
      .postgres, prefix + ["\(bin)/postgres", "--single", "-D", data, "-c", "fsync=off", "postgres"],
      name: "create-database", directory: folder, input: statement)
    if folders.isKept {
      try await site.run(
        .postgres, prefix + ["\(bin)/initdb", "-D", data, "--sync-only"], name: "sync", directory: folder)
    }
    try FileText.write("", to: marker)
  }
}
