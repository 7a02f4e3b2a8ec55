import Glibc

extension StackOptions {
  /// A stack of its own, whatever the environment and the configuration file say: what is measured must not be flooded
  /// into data that somebody keeps.
  static func throwaway(kafkaHome: String?) -> StackOptions {
    var options = StackOptions()
    options.name = "bench-\(getpid())"
    options.directory = nil
    options.kafkaBrokers = nil
    options.kafkaHome = kafkaHome
    return options
  }
}
