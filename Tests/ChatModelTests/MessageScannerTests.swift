import ChatModel
import Doubles
import TestSupport
import Testing

/// What is read without the general decoder is what the decoder reads.
@Suite struct MessageScannerTests {
  /// The same text, so that only the general decoder reads it: an escaped letter is the letter.
  private func escaped(_ text: String) -> String {
    text.replacing("\"author\"", with: "\"\\u0061uthor\"")
  }

  private func read(_ bytes: [UInt8]) -> Result<MessageEvent, Rejection> {
    Result { () throws(Rejection) in try MessageEvent(json: bytes) }
  }

  private func read(_ text: String) -> Result<MessageEvent, Rejection> { read(Array(text.utf8)) }

  @Test(arguments: [
    #"{"v":1,"id":"a-1","channel":"room","author":"bob","body":"hello"}"#,
    #"{"v":1,"id":"a-1","channel":"room","author":"bob","body":"h\u00e9 \"quoted\"\n2"}"#,
    #"{"v":1,"id":"é","channel":"room","author":"bob","body":"你好 👋🏽 \u202e"}"#,
    #" { "body" : "x" , "author":"bob","channel":"dm.a.b","id":"1","v":1 } "#,
    #"{"v":1,"id":"","channel":"room","author":"bob","body":"hello"}"#,
    #"{"v":1,"id":"1","channel":"room","author":"bob","body":"   "}"#,
    #"{"v":1,"id":"1","channel":"room","author":"bob"}"#,
    #"{"v":1,"id":"1","channel":"room","author":"bob","body":null}"#,
    #"{"v":1,"id":"1","channel":"room","author":"bob","body":7}"#,
    #"{"v":1,"id":"1","channel":"room","author":"bob","kind":"message","body":"x"}"#,
    #"{"v":1,"id":"1","channel":"room","author":"bob","kind":"join","turn":1}"#,
    #"{"v":1,"id":"1","channel":"room","author":"bob","kind":"join","turn":2}"#,
    #"{"v":1,"id":"1","channel":"room","author":"bob","kind":"fly"}"#,
    #"{"v":2,"id":"1","channel":"room","author":"bob","body":"x"}"#,
    #"{"v":1,"id":"1","channel":"Room","author":"bob","body":"x"}"#,
    #"{"v":1,"id":"1","channel":"room","author":"channel","body":"x"}"#, "{}", "", "[]", "{",
  ])
  func bothReadTheSame(_ text: String) {
    #expect(read(text) == read(escaped(text)))
  }

  @Test func whateverIsGarbledIsReadTheSame() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededRandom(seed: seed)
    let base = Array(#"{"v":1,"id":"a-1","channel":"room","author":"bob","body":"hé 你 @x"}"#.utf8)
    for _ in 0..<20_000 {
      var bytes = base
      for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        default: bytes[place] = UInt8.random(in: 0...255, using: &random)
        }
      }
      // Bytes that are no text cannot be escaped: both ways must refuse them.
      guard let text = String(validating: bytes, as: UTF8.self) else {
        #expect(throws: Rejection.self, "seed \(seed)") { try MessageEvent(json: bytes) }
        continue
      }
      #expect(read(text) == read(escaped(text)), "seed \(seed): \(text)")
    }
  }
}
