import Canvas
import ChatModel

extension Message {
  /// The same message with a body that can do no harm to a terminal.
  var sanitized: Message {
    Message(channel: channel, seq: seq, id: id, author: author, sentAt: sentAt, body: Sanitizer.text(body))
  }
}

extension String {
  /// What another program said, as a short harmless line.
  var sanitizedLine: String { Sanitizer.line(self, limit: 200) }
}
