import FoundationEssentials

extension MessageEvent {
  private struct Fields: Codable, Versioned {
    var v: Int64
    var id: String
    var channel: String
    var author: String
    var body: String
  }

  /// Reads the value of a record.
  /// - Throws: `Rejection` for anything that is not a message of version 1 within the bounds.
  public init(json bytes: [UInt8]?) throws(Rejection) {
    let fields = try EventJSON.decode(Fields.self, from: bytes)
    guard let channel = ChannelID(fields.channel) else { throw .unknownChannel(fields.channel) }
    guard let author = UserID(fields.author) else { throw .unknownUser(fields.author) }
    try self.init(id: fields.id, channel: channel, author: author, body: fields.body)
  }

  /// The value of the record.
  public var json: [UInt8] {
    EventJSON.encode(
      Fields(
        v: Int64(EventFormat.version), id: id, channel: channel.rawValue, author: author.rawValue, body: body)
    )
  }
}
