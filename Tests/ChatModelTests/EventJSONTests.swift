import ChatModel
import Doubles
import TestSupport
import Testing

@Suite struct EventJSONTests {
  private func receipt(_ json: String) throws -> ReceiptEvent { try ReceiptEvent(json: Array(json.utf8)) }

  @Test func eventsSurviveTheJourney() throws {
    let key = UserChannel(UserID(stored: "alice"), ChannelID(stored: "dm.alice.bob"))
    for receipt in [
      try ReceiptEvent(key, .read, seq: 42, epoch: 0),
      try ReceiptEvent(key, .read, seq: 42, epoch: nil),
      try ReceiptEvent(key, .unread, seq: .mostSeq, epoch: 3),
    ] {
      #expect(try ReceiptEvent(json: receipt.json) == receipt)
    }
    let message = try MessageEvent(
      id: "1", channel: key.channel, author: key.user, body: "a \"quote\", a \\, 你好 \u{1B}[31m\n👩‍👩‍👧")
    #expect(try MessageEvent(json: message.json) == message)
  }

  @Test func aReceiptIsWrittenAsAnEncoderWould() throws {
    let key = UserChannel(UserID(stored: "alice"), ChannelID(stored: "dm.alice.bob"))
    let mark = try ReceiptEvent(key, .unread, seq: .mostSeq, epoch: 3)
    #expect(
      String(decoding: mark.json, as: UTF8.self)
        == #"{"channel":"dm.alice.bob","epoch":3,"seq":9007199254740991,"unread":true,"user":"alice","v":1}"#)
    // What is no handle is still written so that it is read as it was.
    let odd = try ReceiptEvent(
      UserChannel(UserID(stored: "a\"b\\\u{7F}é"), key.channel), .read, seq: 1, epoch: 0)
    #expect(String(decoding: odd.json, as: UTF8.self).contains(#""user":"a\"b\\"#))
  }

  @Test func aReceiptWrittenByHandNeedsOnlyFourFields() throws {
    let receipt = try receipt(#"{"v":1,"user":"alice","channel":"incidents","seq":42}"#)
    #expect(receipt.kind == .read)
    #expect(receipt.epoch == 0 && !receipt.namesEpoch)
    #expect(
      String(decoding: receipt.json, as: UTF8.self)
        == #"{"channel":"incidents","seq":42,"user":"alice","v":1}"#)
  }

  @Test(arguments: [
    ("", Rejection.malformed("not JSON")),
    ("[]", .malformed("not a JSON object")),
    (#"{"v":1,"user":"alice","channel":"x"}"#, .malformed("field \"seq\" is missing")),
    (#"{"v":1,"user":"alice","channel":"x","seq":"9"}"#, .malformed("field \"seq\" is of the wrong type")),
    (#"{"v":2,"who":"alice"}"#, .unknownVersion(2)),
    (#"{"v":1,"user":"alice","channel":"x","seq":0}"#, .seqOutOfRange(0)),
    (#"{"v":1,"user":"alice","channel":"x","seq":-1}"#, .seqOutOfRange(-1)),
    (#"{"v":1,"user":"alice","channel":"x","seq":9223372036854775807}"#, .seqOutOfRange(.max)),
    (#"{"v":1,"user":"alice","channel":"x","seq":1,"epoch":-1}"#, .epochOutOfRange(-1)),
    (#"{"v":1,"user":"alice","channel":"x","seq":1,"unread":true}"#, .epochMissing(current: nil)),
    (#"{"v":1,"user":"AL ICE","channel":"x","seq":1}"#, .unknownUser("AL ICE")),
    (#"{"v":1,"user":"alice","channel":"","seq":1}"#, .unknownChannel("")),
  ])
  func badReceiptsSayWhatIsWrong(json: String, reason: Rejection) {
    #expect(throws: reason) { try receipt(json) }
  }

  @Test func badMessagesSayWhatIsWrong() {
    let room = ChannelID(stored: "room")
    let alice = UserID(stored: "alice")
    #expect(throws: Rejection.emptyBody) {
      try MessageEvent(id: "1", channel: room, author: alice, body: " \n ")
    }
    #expect(throws: Rejection.bodyTooLong(bytes: 8_193)) {
      try MessageEvent(id: "1", channel: room, author: alice, body: String(repeating: "x", count: 8_193))
    }
    #expect(throws: Rejection.empty) { try MessageEvent(json: nil) }
    #expect(throws: Rejection.tooLarge(bytes: 10_000_000)) {
      try MessageEvent(json: [UInt8](repeating: 0x20, count: 10_000_000))
    }
  }

  @Test func noticesSurviveTheJourneyAndGarbageIsNone() {
    let key = UserChannel(UserID(stored: "alice"), ChannelID(stored: "room"))
    let notices: [Notice] = [
      .message(
        Message(
          channel: key.channel, seq: 3, id: "x", author: key.user, sentAt: Timestamp(milliseconds: 5),
          body: "hi")),
      .seen(key, position: 9), .read(key), .typing(key), .presence(key.user, isOnline: true),
      .presence(key.user, isOnline: false), .status(ServerStatus(lag: 4, lagMilliseconds: 90)),
      .status(ServerStatus(restored: Timestamp(milliseconds: 7))), .rebuilt(Bucket(7)),
    ]
    for notice in notices { #expect(Notice(json: notice.json) == notice) }
    #expect(Notice(json: Array(#"{"v":1,"kind":"nonsense"}"#.utf8)) == nil)
    #expect(Notice(json: Array("garbage".utf8)) == nil)
  }

  @Test(arguments: 1...4)
  func randomBytesNeverCrashTheReader(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      #expect(throws: Rejection.self) { try ReceiptEvent(json: bytes) }
    }
  }
}
