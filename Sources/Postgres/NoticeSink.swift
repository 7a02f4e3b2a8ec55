import CPostgres

/// Takes the notices of one connection, which libpq would otherwise print to standard error.
final class NoticeSink {
  private let sink: (@Sendable (String) -> Void)?

  init(_ sink: (@Sendable (String) -> Void)?) {
    self.sink = sink
  }

  /// Installs itself.
  ///
  /// The connection does not retain it, so whoever owns the connection must keep both.
  func install(on connection: OpaquePointer) {
    let reference = Unmanaged.passUnretained(self).toOpaque()
    PQsetNoticeProcessor(
      connection,
      { reference, text in
        guard let reference, let text else { return }
        let sink = Unmanaged<NoticeSink>.fromOpaque(reference).takeUnretainedValue()
        sink.sink?(PostgresError.oneLine(String(cString: text)))
      }, reference)
  }
}
