import ChatModel
import Testing

@testable import ChatClient

@Suite struct SpoolTests {
  @Test("a spool is a line per channel")
  func text() {
    let spool = Spool([
      Sample.incidents: .read(42, epoch: 0),
      Sample.general: ReadState(position: 9, marker: ReadMarker(epoch: 2, seq: 3)),
    ])
    #expect(spool.text == "general 9 2 3\nincidents 42 0 42\n")
    #expect(Spool(text: spool.text) == spool)
    #expect(Spool().text.isEmpty)
  }

  @Test(
    "lines that make no sense are skipped",
    arguments: [
      "", "incidents", "incidents 1 0", "incidents 1 0 2", "incidents -1 0 -1", "incidents 1 -1 1",
      "Incidents 1 0 1",
      "incidents 1 0 1 1", "incidents x 0 x", "incidents 0 0 0",
      "incidents 9007199254740992 0 9007199254740992",
      "incidents 1 1000001 1", "inc\u{1B}idents 1 0 1",
    ])
  func nonsense(line: String) {
    #expect(Spool(text: line).isEmpty)
    #expect(Spool(text: "\(line)\ngeneral 1 0 1\r\n\n").states == [Sample.general: .read(1, epoch: 0)])
  }

  @Test("repeated channels are joined")
  func repeated() {
    #expect(Spool(text: "general 5 0 5\ngeneral 3 0 3").states == [Sample.general: .read(5, epoch: 0)])
  }

  @Test("nothing is written before the last run's was read, and then what both have")
  func early() {
    var saver = SpoolSaver()
    var receipts = ReceiptOutbox(user: Sample.alice)
    receipts.add(.read(1, epoch: 0), in: Sample.general)
    let tooEarly = saver.take(&receipts, at: .zero, atOnce: true)
    #expect(tooEarly == nil)
    let left = Spool([Sample.incidents: .read(4, epoch: 0)])
    saver.loaded(left, receipts)
    for (channel, state) in left.states { receipts.add(state, in: channel) }
    let both = saver.take(&receipts, at: .zero, atOnce: true)
    #expect(both?.text == "general 1 0 1\nincidents 4 0 4\n")
  }

  @Test("nothing is written while acknowledgements come in time")
  func calm() {
    var saver = FileSaver(Spool())
    let spool = Spool([Sample.general: .read(1, epoch: 0)])
    #expect(saver.take(spool, at: .zero) == nil)
    #expect(saver.deadline == .seconds(1))
    #expect(saver.take(Spool(), at: .milliseconds(900)) == nil)
    #expect(saver.deadline == nil)
    #expect(saver.take(spool, at: .milliseconds(1_100)) == nil)
  }

  @Test("what stays unacknowledged is written once, and removed when it is acknowledged")
  func outage() {
    var saver = FileSaver(Spool())
    let spool = Spool([Sample.general: .read(1, epoch: 0)])
    _ = saver.take(spool, at: .zero)
    #expect(saver.take(spool, at: .seconds(1)) == spool)
    #expect(saver.take(spool, at: .seconds(5)) == nil)
    #expect(saver.take(Spool(), at: .seconds(6), atOnce: true) == Spool())
  }
}
