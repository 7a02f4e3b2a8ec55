import TestSupport
import Testing

@testable import Redis

@Suite("The ledger of subscriptions")
struct SubscriptionLedgerTests {
  @Test("it is complete only when the server has acknowledged every channel wanted")
  func completeWhenAcknowledged() {
    var ledger = SubscriptionLedger()
    ledger.want(["a"])
    #expect(ledger.news() == nil)
    ledger.connected()
    #expect(ledger.news() == nil)
    #expect(ledger.nextCommands(limit: 9) == [["SUBSCRIBE", "a"]])
    #expect(ledger.news() == nil)
    #expect(ledger.acknowledge("a") == true)
    #expect(ledger.news() == .complete)
    #expect(ledger.news() == nil)
  }

  @Test("with nothing wanted it is complete at once")
  func completeWithNothing() {
    var ledger = SubscriptionLedger()
    ledger.connected()
    #expect(ledger.nextCommands(limit: 9).isEmpty)
    #expect(ledger.news() == .complete)
  }

  @Test("a channel wanted later is news once it is acknowledged, even after going and coming back")
  func laterChannelIsNews() {
    var ledger = SubscriptionLedger()
    ledger.connected()
    #expect(ledger.news() == .complete)
    ledger.want(["a"])
    #expect(ledger.nextCommands(limit: 9) == [["SUBSCRIBE", "a"]])
    ledger.unwant(["a"])
    #expect(ledger.acknowledge("a") == true)
    #expect(ledger.news() == nil)
    ledger.want(["a"])
    #expect(ledger.nextCommands(limit: 9).isEmpty)
    #expect(ledger.news() == .added(["a"]))
  }

  @Test("many channels wanted later are news once, when the last of them is acknowledged")
  func laterTogether() {
    var ledger = SubscriptionLedger()
    ledger.connected()
    #expect(ledger.news() == .complete)
    ledger.want(["a", "b", "c"])
    var told: [SubscriptionLedger.News?] = []
    while case let commands = ledger.nextCommands(limit: 1), !commands.isEmpty {
      told.append(ledger.news())
      for channel in commands.flatMap({ $0.words.dropFirst() }) {
        let isKnown = ledger.acknowledge(String(decoding: channel, as: UTF8.self))
        #expect(isKnown)
      }
    }
    #expect(told == [nil, nil, nil])
    if case .added(let channels) = ledger.news() {
      #expect(Set(channels) == ["a", "b", "c"])
    } else {
      Issue.record("nothing is told")
    }
    #expect(ledger.news() == nil)
  }

  @Test("an acknowledgement that was never asked for is refused")
  func unaskedIsRefused() {
    var ledger = SubscriptionLedger()
    ledger.connected()
    #expect(ledger.acknowledge("a") == false)
  }

  @Test("many channels are asked for in portions")
  func portions() {
    var ledger = SubscriptionLedger()
    ledger.want((0..<2500).map { "c\($0)" })
    ledger.connected()
    #expect(
      (0..<4).map { _ in ledger.nextCommands(limit: 1000).map(\.words.count) } == [[1001], [1001], [501], []])
  }

  @Test("whatever the order of wishes, losses and answers, the server ends up with what is wanted")
  func serverEndsWithWanted() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededRandom(seed: seed)
    let names = (0..<6).map { "c\($0)" }
    for _ in 0..<200 {
      var ledger = SubscriptionLedger()
      var wanted: Set<String> = []
      var server = ModelServer()
      ledger.connected()
      for _ in 0..<60 {
        let name = names.randomElement(using: &random) ?? "c0"
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<3:
          ledger.want([name])
          wanted.insert(name)
        case 3..<5:
          ledger.unwant([name])
          wanted.remove(name)
        case 5..<7: server.run(ledger.nextCommands(limit: 2))
        case 7..<9: server.answer(&ledger)
        default:
          ledger.disconnected()
          ledger.connected()
          server = ModelServer()
        }
        if ledger.news() == .complete { #expect(server.channels == wanted, "seed \(seed)") }
      }
      for _ in 0..<20 {
        server.run(ledger.nextCommands(limit: 2))
        server.answer(&ledger)
      }
      #expect(server.channels == wanted, "seed \(seed)")
    }
  }

  private struct ModelServer {
    var channels: Set<String> = []
    private var answers: [String] = []

    mutating func run(_ commands: [RedisCommand]) {
      for command in commands {
        let words = command.words.map { String(decoding: $0, as: UTF8.self) }
        for channel in words.dropFirst() {
          if words[0] == "SUBSCRIBE" { channels.insert(channel) } else { channels.remove(channel) }
          answers.append(channel)
        }
      }
    }

    mutating func answer(_ ledger: inout SubscriptionLedger) {
      for channel in answers { #expect(ledger.acknowledge(channel) == true) }
      answers = []
    }
  }
}
