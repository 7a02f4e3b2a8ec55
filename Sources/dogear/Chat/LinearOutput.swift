import Glibc

/// Lines on their way to standard output, which may take them slowly, or not at all any more.
struct LinearOutput {
  /// What a pipe takes at once, if it takes anything.
  private static let chunk = 4_096

  private let descriptor: Int32
  private var bytes: [UInt8] = []
  private var written = 0
  /// Whether nobody reads any more.
  private(set) var isClosed = false
  /// Why it was closed, unless the reader just went away.
  private(set) var failure: Failure?

  init(_ descriptor: Int32 = STDOUT_FILENO) {
    self.descriptor = descriptor
  }

  /// Whether everything is written.
  var isEmpty: Bool { written == bytes.count }

  /// Adds lines; to a closed output they are lost.
  mutating func put(_ lines: [String]) {
    guard !isClosed else { return }
    for line in lines {
      bytes += line.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
  }

  /// Adds the sign that rings a terminal's bell.
  mutating func ring() {
    if !isClosed { bytes.append(7) }
  }

  /// Writes what can be written without waiting.
  mutating func flush() {
    while !isEmpty {
      var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      guard poll(&ready, 1, 0) > 0 else { return }
      let rest = bytes[written..<min(written + Self.chunk, bytes.count)]
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        written += count
      } else if errno == EAGAIN {
        return
      } else if errno != EINTR {
        close(because: errno)
      }
    }
    bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 20)
    written = 0
  }

  /// Drops everything.
  mutating func close(because code: Int32 = EPIPE) {
    isClosed = true
    bytes = []
    written = 0
    if code != EPIPE { failure = Failure(code: code) }
  }

  /// Standard output could not be written to.
  struct Failure: Error, CustomStringConvertible {
    let code: Int32

    var description: String { "cannot write to standard output: \(String(cString: strerror(code)))" }
  }
}
