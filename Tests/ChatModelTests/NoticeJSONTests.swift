import ChatModel
import Testing

@Suite("Typing and presence on the wire")
struct NoticeJSONTests {
  private let key = UserChannel(UserID(stored: "alice"), ChannelID(stored: "dm.alice.bob"))

  @Test("They are written as documented, and published where those who care listen")
  func form() {
    let notices: [(Notice, String, String)] = [
      (
        .typing(key), #"{"channel":"dm.alice.bob","kind":"typing","user":"alice","v":1}"#,
        "dogear:channel:dm.alice.bob"
      ),
      (
        .presence(key.user, isOnline: true), #"{"kind":"online","user":"alice","v":1}"#,
        "dogear:presence:alice"
      ),
      (
        .presence(key.user, isOnline: false), #"{"kind":"offline","user":"alice","v":1}"#,
        "dogear:presence:alice"
      ),
    ]
    for (notice, json, channel) in notices {
      #expect(String(decoding: notice.json, as: UTF8.self) == json)
      #expect(notice.topic.name == channel)
    }
  }

  @Test(
    "What anybody else publishes is no notice",
    arguments: [
      #"{"v":1,"kind":"typing"}"#,
      #"{"v":1,"kind":"typing","user":"alice"}"#,
      #"{"v":1,"kind":"typing","channel":"x"}"#,
      #"{"v":1,"kind":"typing","user":"Alice\u001B[31m","channel":"x"}"#,
      #"{"v":1,"kind":"typing","user":"alice","channel":"x\u202Ey"}"#,
      #"{"v":1,"kind":"typing","user":"channel","channel":"x"}"#,
      #"{"v":1,"kind":"typing","user":["alice"],"channel":"x"}"#,
      #"{"v":2,"kind":"typing","user":"alice","channel":"x"}"#,
      #"{"v":1,"kind":"Typing","user":"alice","channel":"x"}"#,
      #"{"v":1,"kind":"online"}"#,
      #"{"v":1,"kind":"online","user":""}"#,
      #"{"v":1,"kind":"online","user":"a:b"}"#,
      #"{"v":1,"kind":"online","user":null}"#,
      #"{"v":1,"kind":"online","user":7}"#,
      #"{"v":1,"kind":"offline","user":"a\u0000"}"#,
      #"{"v":99999999999999999999,"kind":"offline","user":"alice"}"#,
      #"{"kind":"online","user":"alice"}"#,
    ])
  func hostile(json: String) {
    #expect(Notice(json: Array(json.utf8)) == nil)
  }

  @Test("Fields of other kinds do not matter")
  func additional() {
    let json =
      #"{"v":1,"kind":"online","user":"alice","channel":"\u001B","seq":-9223372036854775808,"at":-1}"#
    #expect(Notice(json: Array(json.utf8)) == .presence(key.user, isOnline: true))
  }

  @Test("A truncated notice is none, wherever it breaks off")
  func truncated() {
    for notice in [Notice.typing(key), .presence(key.user, isOnline: false)] {
      for length in 0..<notice.json.count {
        #expect(Notice(json: Array(notice.json.prefix(length))) == nil)
      }
    }
  }
}
