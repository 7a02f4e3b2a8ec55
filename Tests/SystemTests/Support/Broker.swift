import Foundation
import Testing

/// Where a system under test has its Kafka from.
enum Broker: CaseIterable, Sendable, CustomTestStringConvertible {
  case inProcess
  case apache

  var testDescription: String {
    switch self {
    case .inProcess: "in-process broker"
    case .apache: "Apache Kafka"
    }
  }

  /// The folder of an Apache Kafka, if the environment names one.
  static let home: String? = ProcessInfo.processInfo.environment["KAFKA_HOME"].flatMap {
    $0.isEmpty ? nil : $0
  }

  /// Skips the test if this broker is not there.
  func require() throws {
    guard self == .apache, Self.home == nil else { return }
    try Test.cancel("set KAFKA_HOME to the folder of an Apache Kafka to run this")
  }
}
