import ChatModel
import TestSupport
import Testing

/// Several servers share the buckets, each bucket saved by one of them.
@Suite(.timeLimit(.minutes(20))) struct LeaseTests {
  private let bucket = Bucket(1)

  @Test("The servers that save are counted until they fall silent", arguments: Implementation.allCases)
  func attendance(_ implementation: Implementation) async throws {
    try await CounterBench.with(implementation) { bench async throws in
      #expect(try await bench.counters.attend("one", for: .seconds(60)) == 1)
      #expect(try await bench.second.attend("two", for: .milliseconds(20)) == 2)
      try await eventually("the second falls silent") {
        bench.letTimePass()
        return try await bench.counters.attend("one", for: .seconds(60)) == 1
      }
    }
  }

  @Test("One server holds a lease, and may renew it", arguments: Implementation.allCases)
  func exclusive(_ implementation: Implementation) async throws {
    try await CounterBench.with(implementation) { bench async throws in
      #expect(try await bench.counters.lease(bucket, owner: "one", for: .seconds(60)))
      #expect(try await bench.second.lease(bucket, owner: "two", for: .seconds(60)) == false)
      #expect(try await bench.counters.lease(bucket, owner: "one", for: .seconds(60)))
      #expect(try await bench.second.lease(Bucket(2), owner: "two", for: .seconds(60)))
    }
  }

  @Test(
    "A lease that is given back is free at once, but only its owner can give it",
    arguments: Implementation.allCases)
  func release(_ implementation: Implementation) async throws {
    try await CounterBench.with(implementation) { bench in
      #expect(try await bench.counters.lease(bucket, owner: "one", for: .seconds(60)))
      try await bench.second.release(bench.second.buckets, owner: "two")
      #expect(try await bench.second.lease(bucket, owner: "two", for: .seconds(60)) == false)
      try await bench.counters.release(bench.counters.buckets, owner: "one")
      #expect(try await bench.second.lease(bucket, owner: "two", for: .seconds(60)))
    }
  }

  @Test("The lease of a server that died goes to another", arguments: Implementation.allCases)
  func expiry(_ implementation: Implementation) async throws {
    try await CounterBench.with(implementation) { bench in
      #expect(try await bench.counters.lease(bucket, owner: "one", for: .milliseconds(20)))
      try await eventually("the lease expires") {
        bench.letTimePass()
        return try await bench.second.lease(bucket, owner: "two", for: .seconds(60))
      }
      #expect(try await bench.counters.lease(bucket, owner: "one", for: .seconds(60)) == false)
    }
  }

  @Test("A rebuild does not touch the lease", arguments: Implementation.allCases)
  func rebuild(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      #expect(try await bench.counters.lease(bucket, owner: "one", for: .seconds(60)))
      try await bench.counters.close([bucket])
      try await bench.counters.build(bucket)
      #expect(try await bench.second.lease(bucket, owner: "two", for: .seconds(60)) == false)
    }
  }
}
