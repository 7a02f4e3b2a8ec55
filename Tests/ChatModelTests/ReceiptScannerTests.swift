import ChatModel
import Doubles
import TestSupport
import Testing

/// What is read without the general decoder is what the decoder reads.
@Suite struct ReceiptScannerTests {
  /// The same text, so that only the general decoder reads it: an escaped letter is the letter.
  private func escaped(_ text: String) -> String {
    text.replacing("\"user\"", with: "\"\\u0075ser\"")
  }

  private func read(_ text: String) -> Result<ReceiptEvent, Rejection> {
    Result { () throws(Rejection) in try ReceiptEvent(json: Array(text.utf8)) }
  }

  @Test(arguments: [
    #"{"v":1,"user":"alice","channel":"room","seq":42}"#,
    #"{"v":1,"user":"alice","channel":"room","seq":40,"epoch":1,"unread":true}"#,
    " {\t\"seq\" : 7 ,\r\n\"channel\":\"dm.a.b\", \"user\":\"a\",\"v\":1,\"unread\":false}\n",
    #"{"v":1,"user":"alice","channel":"room","seq":0}"#, #"{"v":1,"user":"","channel":"room","seq":1}"#,
    #"{"v":1,"user":"alice","channel":"room","seq":9007199254740992}"#,
    #"{"v":1,"user":"alice","channel":"room","seq":1,"epoch":1000001}"#,
    #"{"v":2,"user":"alice","channel":"room","seq":1}"#, #"{"v":1,"user":"Alice","channel":"room","seq":1}"#,
    #"{"v":1,"user":"alice","channel":"room","seq":1,"more":[1,{"seq":2}]}"#,
    #"{"v":1,"user":"alice","channel":"room","seq":1e2}"#,
    #"{"v":1,"user":"alice","channel":"room","seq":1.5}"#,
    #"{"v":1,"user":"alice","channel":"room","seq":-1}"#,
    #"{"v":1,"user":"alice","channel":"room","seq":01}"#,
    #"{"v":1,"user":"alice","channel":"room","seq":"1"}"#,
    #"{"v":1,"user":"alice","channel":"room","seq":1}}"#,
    #"{"v":1,"user":"alice","channel":"room","seq":1,}"#,
    #"{"v":1,"user":"alice","channel":"room","seq":null}"#,
    #"{"v":1,"user":"alice","channel":"room","seq":1,"epoch":null}"#,
    #"{"v":1,"user":"alice","channel":"room","seq":1,"unread":truely}"#,
    #"{"v":1,"user":"é","channel":"room","seq":1}"#, #"{"user":"alice"}"#, "{}", "{", "", "[]", "nul",
    #"{"v":1,"user":"alice","channel":"room","seq":123456789012345678901}"#,
  ])
  func bothReadTheSame(_ text: String) {
    #expect(read(text) == read(escaped(text)))
  }

  @Test func whateverIsGarbledIsReadTheSame() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededRandom(seed: seed)
    let base = Array(
      #"{"v":1,"user":"alice","channel":"room","seq":42,"epoch":3,"unread":true}"#.unicodeScalars)
    let other = Array("{}[]\":,0123456789.eE-+ \\tnulrabf\u{7F}\u{0B}é\0".unicodeScalars)
    for _ in 0..<20_000 {
      var scalars = base
      for _ in 0..<Int.random(in: 0...3, using: &random) where !scalars.isEmpty {
        let place = Int.random(in: 0..<scalars.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: scalars.remove(at: place)
        case 1: scalars.insert(other.randomElement(using: &random) ?? "x", at: place)
        default: scalars[place] = other.randomElement(using: &random) ?? "x"
        }
      }
      let text = String(String.UnicodeScalarView(scalars))
      #expect(read(text) == read(escaped(text)), "seed \(seed): \(text)")
    }
  }
}
