import FoundationEssentials

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
  static func decode<Fields: Versioned>(
    _ type: Fields.Type, from bytes: [UInt8]?
  ) throws(Rejection) -> Fields {
    guard let bytes else { throw .empty }
    guard bytes.count <= EventFormat.mostEventBytes else { throw .tooLarge(bytes: bytes.count) }
    let data = Data(bytes)
    let fields: Fields
    do {
      fields = try JSONDecoder().decode(type, from: data)
    } catch {
      // An event of another version may lack our fields: say that rather than which field is missing.
      if let version = try? JSONDecoder().decode(Version.self, from: data), version.v != EventFormat.version {
        throw .unknownVersion(version.v)
      }
      throw .malformed(words(for: error))
    }
    guard fields.v == EventFormat.version else { throw .unknownVersion(fields.v) }
    return fields
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
