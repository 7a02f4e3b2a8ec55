extension Task where Success == Never, Failure == Never {
  /// Whether the service that the current task belongs to was asked to shut down.
  public static var isShuttingDownGracefully: Bool {
    GracefulShutdownManager.current?.isShuttingDown ?? false
  }
}
