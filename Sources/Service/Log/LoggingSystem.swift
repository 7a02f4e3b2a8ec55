import Synchronization

/// Decides where the loggers of the process write.
public enum LoggingSystem {
  private static let factory = Mutex<@Sendable (String) -> any LogHandler> { label in
    SinkLogHandler(label: label, sink: standardError)
  }
  private static let standardError = LogSink(format: .readable, output: StandardErrorOutput())

  /// Sets what makes the handlers of all loggers created from now on; before, they write to standard error.
  public static func bootstrap(_ makeHandler: @escaping @Sendable (_ label: String) -> any LogHandler) {
    factory.withLock { $0 = makeHandler }
  }

  static func makeHandler(label: String) -> any LogHandler {
    factory.withLock { $0 }(label)
  }
}
