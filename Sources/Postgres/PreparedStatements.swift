/// Decides which statement name stands for a SQL text on one connection.
///
/// A text is prepared once. NULL has no type of its own and fits any; a text that was first prepared with a NULL is
/// prepared again when the type becomes known, and the older statement is dropped. At most `capacity` statements are kept,
/// so that texts made up at run time cannot fill the server's memory: the oldest is dropped.
struct PreparedStatements {
  struct Statement: Equatable {
    let name: String
    let types: [PostgresType]
  }

  enum Plan: Equatable {
    case use(String)
    case prepare(Statement, dropping: String?)
  }

  private let capacity: Int
  private var statements: [String: Statement] = [:]
  private var oldestFirst: [String] = []
  private var made = 0

  init(capacity: Int = 256) {
    self.capacity = capacity
  }

  /// What to do before `sql` can run with parameters of these types.
  ///
  /// Statements to drop are forgotten at once.
  mutating func plan(_ sql: String, types: [PostgresType]) -> Plan {
    var types = types
    var obsolete: String?
    if let known = statements[sql], known.types.count == types.count {
      types = zip(types, known.types).map { $0 == .unspecified ? $1 : $0 }
      if types == known.types { return .use(known.name) }
      obsolete = forget(sql)
    } else if statements[sql] != nil {
      obsolete = forget(sql)
    } else if statements.count == capacity, let oldest = oldestFirst.first {
      obsolete = forget(oldest)
    }
    made += 1
    return .prepare(Statement(name: "s\(made)", types: types), dropping: obsolete)
  }

  /// Records that the server has prepared `statement`.
  mutating func remember(_ statement: Statement, for sql: String) {
    statements[sql] = statement
    oldestFirst.append(sql)
  }

  /// Forgets what stands for `sql`, because the server no longer accepts it.
  @discardableResult
  mutating func forget(_ sql: String) -> String? {
    oldestFirst.removeAll { $0 == sql }
    return statements.removeValue(forKey: sql)?.name
  }
}
