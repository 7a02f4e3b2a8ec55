import Foundation
import Synchronization
import Testing

@testable import Service

@Suite struct LogTests {
  private let output = MemoryOutput()
  // 2026-11-23T13:02:03.123Z
  private let time = WallTime(milliseconds: 1_795_438_923_123, secondsEastOfUTC: 3600)

  private func logger(_ format: LogFormat, level: Logger.Level = .info) -> Logger {
    let sink = LogSink(format: format, output: output, now: { [time] in time })
    return Logger(label: "receipts") { SinkLogHandler(label: $0, sink: sink, level: level) }
  }

  @Test func `the readable form has local time, level, label, phrase and sorted values`() {
    var logger = logger(.readable)
    logger.info("stored batch", metadata: ["rows": "\(90)", "events": "512", "ms": .stringConvertible(12)])
    logger[metadataKey: "role"] = "receipts"
    logger.critical(
      "no database", metadata: ["error": "no such host", "empty": "", "sum": "1=1", "said": #"a "b" \"#])
    #expect(
      output.lines == [
        "14:02:03.123 info  receipts: stored batch events=512 ms=12 rows=90\n",
        #"14:02:03.123 crit  receipts: no database empty="" error="no such host" role=receipts "#
          + #"said="a \"b\" \\" sum="1=1""# + "\n",
      ])
  }

  @Test func `the JSON form is one object a line, in UTC`() {
    let logger = logger(.json)
    logger.notice("stored \"batch\"", metadata: ["rows": "90"])
    logger.warning("late")
    #expect(
      output.lines == [
        #"{"time":"2026-11-23T13:02:03.123Z","level":"notice","label":"receipts","message":"stored \"batch\"","#
          + #""metadata":{"rows":"90"}}"# + "\n",
        #"{"time":"2026-11-23T13:02:03.123Z","level":"warning","label":"receipts","message":"late"}"# + "\n",
      ])
  }

  @Test func `JSON lines survive any text`() throws {
    let texts =
      (0..<0x300).compactMap { Unicode.Scalar($0).map(String.init) } + [
        "\u{2028}", "\u{202E}", "😀", "\\\"\n",
      ]
    for text in texts { logger(.json).info("\(text)", metadata: ["\(text)": "\(text)"]) }
    for (line, text) in zip(output.lines, texts) {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(object["message"] as? String == text)
      #expect((object["metadata"] as? [String: String])?[text] == text)
      #expect(line.filter { $0 == "\n" }.count == 1)
    }
    #expect(output.lines.count == texts.count)
  }

  @Test func `control characters cannot reach the terminal`() {
    logger(.readable).info("\u{1B}[2J\r\n\t\u{9B}1m\u{202E}", metadata: ["a\u{7}b": "\u{1B}]0;x\u{7}"])
    #expect(
      output.lines == [
        #"14:02:03.123 info  receipts: \u001b[2J\r\n\t\u009b1m\u202e a\u0007b=\u001b]0;x\u0007"# + "\n"
      ])
  }

  @Test func `what is below the level is neither written nor built`() {
    var logger = logger(.readable, level: .warning)
    func expensive() -> String {
      Issue.record("built in vain")
      return ""
    }
    logger.info("\(expensive())", metadata: ["x": "\(expensive())"])
    logger.logLevel = .trace
    logger.trace("now")
    #expect(output.lines == ["14:02:03.123 trace receipts: now\n"])
  }

  @Test func `metadata of a line wins, and copies do not share`() {
    var first = logger(.readable)
    first[metadataKey: "user"] = "alice"
    var second = first
    second[metadataKey: "user"] = nil
    first.info("x", metadata: ["user": "bob"])
    second.info("y")
    #expect(
      output.lines == ["14:02:03.123 info  receipts: x user=bob\n", "14:02:03.123 info  receipts: y\n"])
  }

  @Test func `levels are found by name and ordered`() {
    #expect(Logger.Level.allCases == Logger.Level.allCases.sorted())
    #expect(Logger.Level(rawValue: "notice") == .notice)
    #expect(Logger.Level(rawValue: "loud") == nil)
  }

  @Test func `the next line tells how many were dropped`() {
    let logger = logger(.readable)
    output.accept(false)
    logger.info("a")
    logger.info("b")
    output.accept(true)
    logger.info("c")
    logger.info("d")
    #expect(
      output.lines == ["14:02:03.123 info  receipts: c dropped=2\n", "14:02:03.123 info  receipts: d\n"])
  }

  @Test(
    "times of all ages are right",
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (951_782_400_000, "2000-02-29T00:00:00.000Z"),
      (1_709_164_800_000, "2024-02-29T00:00:00.000Z"), (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
      (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
    ])
  func times(milliseconds: Int, expected: String) {
    #expect(WallTime(milliseconds: milliseconds).rfc3339 == expected)
  }

  @Test func `the present agrees with Foundation`() {
    let before = Int(Date().timeIntervalSince1970 * 1000)
    let now = WallTime.now()
    #expect(now.milliseconds >= before - 1)
    #expect(now.milliseconds <= Int(Date().timeIntervalSince1970 * 1000) + 1)
    #expect(now.secondsEastOfUTC == TimeZone.current.secondsFromGMT())
  }

  @Test func `loggers of the process use the bootstrapped handler`() async {
    await #expect(processExitsWith: .success) {
      let output = MemoryOutput()
      let sink = LogSink(format: .readable, output: output, now: { WallTime(milliseconds: 0) })
      LoggingSystem.bootstrap { SinkLogHandler(label: $0, sink: sink) }
      Logger(label: "main").error("x")
      precondition(output.lines == ["00:00:00.000 error main: x\n"])
    }
  }
}
