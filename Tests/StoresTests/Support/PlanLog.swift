import Postgres
import Stores
import Synchronization

/// The plans of the very statements that a store runs, as PostgreSQL's `auto_explain` tells them to the session.
final class PlanLog: Sendable {
  private let plans = Mutex<[String]>([])

  /// A pool of one connection whose plans are kept here.
  func pool(_ url: String) -> PostgresPool {
    let settings = [
      "session_preload_libraries=auto_explain", "auto_explain.log_min_duration=0",
      "auto_explain.log_nested_statements=on", "client_min_messages=log",
    ]
    // The address is a URI: what would part its fields is written as its number.
    let options = settings.map { "-c%20\($0.replacing("=", with: "%3D"))" }.joined(separator: "%20")
    // Besides, it is a connection as the store makes them.
    var asMade = PostgresStore.options
    asMade.notices = { [self] text in
      if text.contains("Query Text:") { plans.withLock { $0.append(text) } }
    }
    return PostgresPool("\(url)&options=\(options)", name: "planned", size: 1, options: asMade)
  }

  /// How many plans there are.
  var count: Int { plans.withLock { $0.count } }

  /// Forgets what was planned so far.
  func clear() {
    plans.withLock { $0 = [] }
  }

  /// The statements that are compiled before they run, each once.
  var compiled: [String] {
    Set(plans.withLock { $0 }.filter { $0.contains(" JIT: Functions: ") }.compactMap(Self.statement)).sorted()
  }

  /// The beginning of the statement that a plan is of.
  private static func statement(of plan: String) -> String? {
    plan.firstRange(of: "Query Text:").map { "\(plan[$0.upperBound...].prefix(100))…" }
  }

  /// The statements that read one of these tables, or an index of it, from its beginning to its end, each once.
  func scans(of tables: Set<String>) -> [String] {
    let scan =
      /(?:Seq Scan|Index(?: Only)? Scan(?: Backward)? using \w+) on (\w+)(?: \w+)? +\(cost=[^)]*\)(?! Index Cond)/
    let scans = plans.withLock { $0 }.compactMap { plan -> String? in
      let scanned = plan.matches(of: scan).map { String($0.1) }.filter(tables.contains)
      guard !scanned.isEmpty, let statement = Self.statement(of: plan) else { return nil }
      return "\(Set(scanned).sorted().joined(separator: ", ")):\(statement)"
    }
    return Set(scans).sorted()
  }
}
