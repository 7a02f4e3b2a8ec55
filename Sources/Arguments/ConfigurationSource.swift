import CInih
import Glibc

/// The settings of an INI file: `section.key` names with values, each with its place.
///
/// Files are read with inih, whose dialect this is: `[section]`, `key = value`, comments after `;` or `#`, and an
/// indented line as one more value of the key above. A line holds at most 197 bytes.
public struct ConfigurationSource: Sendable {
  /// One setting and its place.
  public struct Entry: Sendable, Equatable {
    /// The section, a dot and the name; the name alone outside of sections.
    public let key: String
    /// The text without the blanks around it.
    public let value: String
    /// The file's name as it was given.
    public let file: String
    /// The line, from 1.
    public let line: Int

    var position: String { "\(file):\(line)" }
  }

  /// All settings in the order of the file.
  public let entries: [Entry]

  /// Reads settings from text.
  /// - Parameters:
  ///   - text: The contents of an INI file.
  ///   - file: The name to use in errors.
  public init(parsing text: String, file: String) throws(ConfigurationError) {
    let reader = Reader(text: text, file: file)
    let pointer = Unmanaged.passUnretained(reader).toOpaque()
    // inih calls back only during the call, and `reader` lives until the end of this scope.
    let status = withExtendedLifetime(reader) {
      ini_parse_stream(
        { buffer, capacity, pointer in Reader.from(pointer)?.readLine(into: buffer, Int(capacity)) },
        pointer,
        { pointer, section, name, value in
          Reader.from(pointer)?.take(section, name, value) == nil ? 0 : 1
        },
        pointer)
    }
    if let problem = reader.problem { throw problem }
    if status != 0 {
      throw ConfigurationError(
        file: file, line: Int(status), reason: "expected '[section]', 'name = value' or a comment")
    }
    entries = reader.entries
  }

  /// All values of a key in the order of the file.
  public func entries(for key: String) -> [Entry] {
    entries.filter { $0.key == key }
  }
}

extension ConfigurationSource {
  /// The state of one parse, which counts the lines because this build of inih does not report them to its handler.
  private final class Reader {
    private let bytes: [UInt8]
    private let file: String
    private var offset = 0
    private var line = 0
    private(set) var entries: [Entry] = []
    private(set) var problem: ConfigurationError?

    init(text: String, file: String) {
      bytes = Array(text.utf8)
      self.file = file
    }

    static func from(_ pointer: UnsafeMutableRawPointer?) -> Reader? {
      pointer.map { Unmanaged<Reader>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Copies the next line as `fgets` does; ends the parse at a line that does not fit.
    func readLine(into buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int) -> UnsafeMutablePointer<CChar>?
    {
      guard let buffer, offset < bytes.count, problem == nil else { return nil }
      line += 1
      let next = (bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1) + 1
      let content = bytes[offset..<next]
      guard content.count < capacity - 1, !content.contains(0) else {
        let reason = content.contains(0) ? "the line holds a NUL byte" : "the line is longer than 197 bytes"
        problem = ConfigurationError(file: file, line: line, reason: reason)
        return nil
      }
      for (index, byte) in content.enumerated() { buffer[index] = CChar(bitPattern: byte) }
      buffer[content.count] = 0
      offset = next
      return buffer
    }

    func take(_ section: UnsafePointer<CChar>?, _ name: UnsafePointer<CChar>?, _ value: UnsafePointer<CChar>?)
    {
      guard let section, let name, let value else { return }
      let prefix = section.pointee == 0 ? "" : String(cString: section) + "."
      entries.append(
        Entry(key: prefix + String(cString: name), value: String(cString: value), file: file, line: line))
    }
  }
}

extension ConfigurationSource {
  /// More than this is no configuration file.
  private static let mostBytes = 1 << 20

  /// Reads settings from a file of at most 1 MiB.
  public init(contentsOf path: String) throws(ConfigurationError) {
    guard let file = fopen(path, "re") else {
      throw ConfigurationError(
        file: path, line: nil, reason: "cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: Self.mostBytes + 1)
    let count = fread(&bytes, 1, bytes.count, file)
    guard ferror(file) == 0 else {
      throw ConfigurationError(
        file: path, line: nil, reason: "cannot be read: \(String(cString: strerror(errno)))")
    }
    guard count <= Self.mostBytes, let text = String(validating: bytes.prefix(count), as: UTF8.self) else {
      throw ConfigurationError(file: path, line: nil, reason: "is not a UTF-8 text of at most 1 MiB")
    }
    try self.init(parsing: text, file: path)
  }

  /// Whether there is a file that may be read.
  static func exists(_ path: String) -> Bool {
    access(path, R_OK) == 0
  }
}

/// Where a program finds its configuration file: an option, a variable, or a fixed place.
///
/// A file that was named must exist; the one at the fixed place need not.
public struct ConfigurationFile: Sendable {
  /// The name of the option without its dashes.
  public let name: String
  /// The variable that may name the file.
  public let environment: String
  /// The fixed place, below `$XDG_CONFIG_HOME`, else below `~/.config`.
  public let path: String

  /// Creates a description of the places.
  public init(name: String = "config", environment: String, path: String) {
    self.name = name
    self.environment = environment
    self.path = path
  }

  var help: String {
    "Read settings from this INI file. (default: \(path) below $XDG_CONFIG_HOME; environment: \(environment))"
  }

  /// Reads the file that was named, or the one at the fixed place if there is one.
  func load(
    _ given: String?, _ variables: @Sendable (String) -> String?
  ) throws(ConfigurationError) -> ConfigurationSource? {
    if let path = given ?? variables(environment), !path.isEmpty {
      return try ConfigurationSource(contentsOf: path)
    }
    let home = variables("XDG_CONFIG_HOME") ?? variables("HOME").map { $0 + "/.config" }
    guard let home, ConfigurationSource.exists("\(home)/\(path)") else { return nil }
    return try ConfigurationSource(contentsOf: "\(home)/\(path)")
  }
}

/// A configuration file that cannot be read, with the place; exit status 64.
public struct ConfigurationError: Error, CustomStringConvertible, Sendable {
  /// The file's name as it was given.
  public let file: String
  /// The line, from 1; `nil` when the file as a whole is at fault.
  public let line: Int?
  /// What is wrong and what to do.
  public let reason: String

  /// Creates an error for something that the settings themselves show to be wrong.
  public init(file: String, line: Int?, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  /// The place and the reason, as compilers print them.
  public var description: String {
    "\(file)\(line.map { ":\($0)" } ?? ""): \(reason)"
  }
}
