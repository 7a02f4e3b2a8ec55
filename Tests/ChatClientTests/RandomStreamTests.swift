import Testing

/// Whatever happens, in whatever order and at whatever size: the client does not crash, counts as the server does, reads
/// nothing that was not drawn, and draws the same on top of an earlier frame as from nothing.
@Suite struct RandomStreamTests {
  @Test("random events keep the promises", arguments: 0..<100)
  func promises(seed: UInt64) {
    var stream = RandomStream(seed: seed)
    for _ in 0..<300 where stream.failures.isEmpty { stream.step() }
    #expect(stream.failures == [], "seed \(seed)")
    stream.calm()
    #expect(stream.failures == [], "seed \(seed), when all is quiet")
  }
}
