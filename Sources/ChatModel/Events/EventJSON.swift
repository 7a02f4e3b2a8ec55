import FoundationEssentials

/// What all events share: the version in the field `v`, and the bounds of what is accepted.
public enum EventFormat {
  /// The version that is written, and the only one that is read.
  public static let version = 1
  /// The longest message text, in bytes of UTF-8.
  ///
  /// A screenful or three; more belongs into a document.
  public static let mostBodyBytes = 8_192
  /// The longest event that is looked at, in bytes: a body in which every byte is escaped, and its envelope.
  public static let mostEventBytes = 64 * 1_024
  /// The longest client id, in bytes.
  public static let mostClientIDBytes = 64
}

/// The fields of an event, among them the one that says which version it is of.
protocol Versioned: Decodable {
  var v: Int64 { get }
}

/// The JSON of all events and notices: bounded, versioned, and with errors that say which field is wrong.
enum EventJSON {
  private struct Version: Versioned {
    var v: Int64
  }

  /// Decodes an event of the current version.
  /// - Parameter plainly: Reads it without the general decoder, if it is written plainly.
  static func decode<Fields: Versioned>(
    _ type: Fields.Type, from bytes: [UInt8]?, plainly: ([UInt8]) -> Fields? = { _ in nil }
  ) throws(Rejection) -> Fields {
    guard let bytes else { throw .empty }
    guard bytes.count <= EventFormat.mostEventBytes else { throw .tooLarge(bytes: bytes.count) }
    let fields = if let plain = plainly(bytes) { plain } else { try decode(type, Data(bytes)) }
    guard fields.v == EventFormat.version else { throw .unknownVersion(fields.v) }
    return fields
  }

  private static func decode<Fields: Versioned>(
    _ type: Fields.Type, _ data: Data
  ) throws(Rejection) -> Fields {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch {
      // An event of another version may lack our fields: say that rather than which field is missing.
      if let version = try? JSONDecoder().decode(Version.self, from: data), version.v != EventFormat.version {
        throw .unknownVersion(version.v)
      }
      throw .malformed(words(for: error))
    }
  }

  /// Encodes with sorted keys, so that equal events are equal bytes.
  static func encode(_ fields: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Structs of strings, integers and Booleans: JSONEncoder has no reason to fail on them.
    return (try? encoder.encode(fields)).map(Array.init) ?? []
  }

  private static func words(for error: any Error) -> String {
    guard let error = error as? DecodingError else { return "not JSON" }
    switch error {
    case .keyNotFound(let key, _): return "field \"\(key.stringValue)\" is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return context.codingPath.isEmpty
        ? "not a JSON object" : "field \"\(context.codingPath[0].stringValue)\" is of the wrong type"
    case .dataCorrupted(let context):
      return context.codingPath.isEmpty
        ? "not JSON" : "field \"\(context.codingPath[0].stringValue)\" is out of range"
    @unknown default: return "not JSON"
    }
  }
}
