import Foundation
import TestSupport
import Testing

@testable import Stack

extension TemporaryFolder {
  /// A plan for a stack in this folder, quick rather than careful.
  func plan(redis: Bool = false, postgres: Bool = false, kafka: StackPlan.Kafka = .none) -> StackPlan {
    var plan = StackPlan(kafka: kafka)
    plan.redis = redis ? .start : .none
    plan.postgres = postgres ? .start : .none
    plan.fsync = false
    plan.environment = environment
    return plan
  }

  /// The temporary folders of stacks.
  var stacks: [String] {
    FolderListing.names(in: path).filter { $0.hasPrefix("dogear-") }
  }

  /// Expects that stacks have left nothing here, at once or within the time that a watchdog may take.
  func expectNothingLeft(
    within limit: Duration = .seconds(30), sourceLocation: SourceLocation = #_sourceLocation
  ) async {
    try? await eventually("nothing is left", within: limit) { stacks.isEmpty && processes.isEmpty }
    #expect(
      stacks.isEmpty && processes.isEmpty, "left: \(stacks) \(processes)", sourceLocation: sourceLocation)
  }
}

/// The folder of a real Apache Kafka, if the environment names one.
let kafkaHome = ProcessInfo.processInfo.environment["KAFKA_HOME"]
