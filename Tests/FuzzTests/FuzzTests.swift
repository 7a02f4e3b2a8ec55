import Foundation
import Testing

/// Whatever is written by somebody else is read or refused: never a crash, a hang or something half.
///
/// Each run tries other inputs; the seed is told on a failure, and, since a crash tells nothing, at the beginning. With
/// `DOGEAR_FUZZ=1000000` it tries so many for each decoder, and with `DOGEAR_FUZZ_SEED` the same ones again.
@Suite("Fuzzing", .timeLimit(.minutes(60)))
struct FuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["DOGEAR_FUZZ"].flatMap { Int($0) } ?? 2_000
  private static let seed =
    environment["DOGEAR_FUZZ_SEED"].flatMap { UInt64($0) } ?? .random(in: .min ... .max)

  @Test("what is read is right or refused", arguments: FuzzedDecoder.allCases)
  func decoding(decoder: FuzzedDecoder) async throws {
    let corpus = try decoder.corpus
    try #require(!corpus.isEmpty, "no corpus for \(decoder)")
    print("fuzzing \(decoder): DOGEAR_FUZZ_SEED=\(Self.seed)")
    for input in corpus { try expectNothing(decoder, input) }
    var mutator = Mutator(corpus, seed: Self.seed)
    for number in 0..<Self.count {
      try expectNothing(decoder, mutator.next())
      // Other tests wait for this thread, too.
      if number % 20 == 0 { await Task.yield() }
    }
  }

  private func expectNothing(_ decoder: FuzzedDecoder, _ input: [UInt8]) throws {
    let complaint = try decoder.complaint(about: input)
    if let complaint {
      let shown = String(String(decoding: input, as: UTF8.self).debugDescription.prefix(2_000))
      Issue.record("\(complaint)\nseed \(Self.seed), of \(shown)")
    }
  }
}
