import Testing

@testable import Bench

@Suite struct LineBufferTests {
  @Test("lines come out whole, however they came in", arguments: 1...7) func pieces(size: Int) {
    var buffer = LineBuffer()
    let bytes = Array("NICK ann\r\nUSER é\n\r\n\r\rx\r\nrest".utf8)
    let lines = stride(from: 0, to: bytes.count, by: size).flatMap {
      buffer.lines(adding: bytes[$0..<min($0 + size, bytes.count)])
    }
    #expect(lines == ["NICK ann", "USER é", "", "\r\rx"])
  }

  @Test("a line that never ends takes bounded memory") func bounded() {
    var buffer = LineBuffer()
    for _ in 0..<10 { #expect(buffer.lines(adding: [UInt8](repeating: 0x61, count: 10_000)).isEmpty) }
    #expect(buffer.lines(adding: Array("\nnext\n".utf8)).map(\.utf8.count) == [LineBuffer.most, 4])
  }
}
