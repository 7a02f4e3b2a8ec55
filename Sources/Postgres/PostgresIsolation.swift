/// How far a transaction is kept apart from those that run beside it.
public enum PostgresIsolation: String, Sendable, CaseIterable {
  /// Each statement sees what was committed before it began; PostgreSQL's default.
  case readCommitted = "READ COMMITTED"
  /// All statements see one snapshot; a write to a row changed meanwhile fails with 40001.
  case repeatableRead = "REPEATABLE READ"
  /// As if transactions ran one after another; any statement, and the commit, may fail with 40001.
  case serializable = "SERIALIZABLE"
}
