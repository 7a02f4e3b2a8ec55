import Foundation

/// Why a report cannot be read or written.
public enum ReportError: Error, Equatable, CustomStringConvertible {
  /// The ending of the path names no form of a report.
  case unknownForm(path: String)
  /// The file cannot be written.
  case cannotWrite(path: String, reason: String)
  /// The file cannot be read.
  case cannotRead(path: String, reason: String)
  /// The file is something else.
  case notReport(path: String, reason: String)
  /// The report has no histogram to write.
  case noHistogram(path: String)

  /// A sentence without its full stop.
  public var description: String {
    switch self {
    case .unknownForm(let path):
      "\(path) names no form of a report: it must end with \(Report.Form.list)"
    case .cannotWrite(let path, let reason): "\(path) cannot be written: \(reason)"
    case .cannotRead(let path, let reason): "\(path) cannot be read: \(reason)"
    case .notReport(let path, let reason): "\(path) is no report of Dogear: \(reason)"
    case .noHistogram(let path): "\(path) cannot be written: this report has no histogram"
    }
  }
}

extension Report {
  /// A form of a report, by the ending of its file.
  public enum Form: String, CaseIterable, Sendable {
    case json, html, svg, hgrm

    /// The form that a path asks for.
    public init(path: String) throws(ReportError) {
      let ending = URL(fileURLWithPath: path).pathExtension.lowercased()
      guard let form = Form(rawValue: ending) else { throw .unknownForm(path: path) }
      self = form
    }

    static var list: String {
      let endings = allCases.map { ".\($0.rawValue)" }
      return endings.dropLast().joined(separator: ", ") + " or " + endings.suffix(1).joined()
    }
  }

  /// Writes the report in the form that the path's ending asks for; nobody ever reads half a file.
  ///
  /// A `.hgrm` file holds one histogram. If there are several, each is written to a file of its own, with its name before
  /// the ending.
  /// - Returns: The files.
  @discardableResult
  public func write(to path: String) throws(ReportError) -> [String] {
    switch try Form(path: path) {
    case .json: try Self.write(json(), to: path)
    case .html: try Self.write(HTMLPage(report: self).document, to: path)
    case .svg: try Self.write(svg(), to: path)
    case .hgrm: return try writeHistograms(path)
    }
    return [path]
  }

  private func writeHistograms(_ path: String) throws(ReportError) -> [String] {
    if histograms.isEmpty { throw .noHistogram(path: path) }
    var paths: [String] = []
    for named in histograms {
      let name = String(named.name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" })
      let own = histograms.count == 1 ? path : "\(path.dropLast(5)).\(name).hgrm"
      try Self.write(named.histogram.hgrm(), to: own)
      paths.append(own)
    }
    return paths
  }

  private static func write(_ text: String, to path: String) throws(ReportError) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .cannotWrite(path: path, reason: reason(error))
    }
  }

  /// Reads the JSON of a report.
  public init(contentsOf path: String) throws(ReportError) {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .cannotRead(path: path, reason: Self.reason(error))
    }
    do {
      self = try Self.decoder.decode(Report.self, from: data)
    } catch {
      throw .notReport(path: path, reason: Self.reason(error))
    }
    guard version <= Self.supportedVersion else {
      throw .notReport(
        path: path, reason: "its version is \(version), and this program knows \(Self.supportedVersion)")
    }
  }

  /// The report as one line of JSON, the keys in alphabetical order.
  public func json() -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    do {
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    } catch {
      // Strings and numbers of every kind can be encoded.
      preconditionFailure("\(error)")
    }
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return decoder
  }

  /// The innermost cause in a few words.
  private static func reason(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      return "\(place(context.codingPath))'\(key.stringValue)' is missing"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context):
      return "\(place(context.codingPath))\(context.debugDescription)"
    case let error as CocoaError:
      guard let cause = error.underlying as? NSError, cause.domain == NSPOSIXErrorDomain else {
        return error.localizedDescription
      }
      return String(cString: strerror(Int32(cause.code)))
    default: return "\(error)"
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    path.isEmpty
      ? "" : "in \(path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")): "
  }
}
