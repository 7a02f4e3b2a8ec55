import TestSupport
import Testing

@testable import Bench

@Suite(.timeLimit(.minutes(20))) struct ToyIRCServerTests {
  @Test("a client is joined, flooded while a rate is set, and hung up on") func life() async throws {
    let server = try ToyIRCServer(channels: 2, backlog: 5, rate: 500)
    let client = try LineClient(port: server.port)
    await client.say("NICK ann\r\nUSER ann 0 * :Ann\r\n")
    try await client.hear("message number 4")
    #expect(server.arrived() == 0)
    server.begin()
    try await client.hear("#c1 :flood 99")
    server.end()
    // It counts what it has written after it is written.
    try await eventually("all are counted") { server.arrived() >= 100 }
    await client.say("PING :still there\r\n")
    try await client.hear("PONG s :there")
    server.stop()
    #expect(await client.hearEnd())
  }

  @Test("it ends with its owner, whether a client has come or not", arguments: [true, false])
  func owner(connects: Bool) async throws {
    var server: ToyIRCServer? = try ToyIRCServer(channels: 1, backlog: 0, rate: 1)
    let port = try #require(server?.port)
    let client = connects ? try LineClient(port: port) : nil
    server = nil
    if let client { #expect(await client.hearEnd()) }
  }

  @Test("a client that takes nothing does not keep it from ending") func stuck() async throws {
    let server = try ToyIRCServer(channels: 1, backlog: 0, rate: 1_000_000)
    let client = try LineClient(port: server.port)
    await client.say("USER x\r\n")
    try await client.hear("366 me")
    server.begin()
    try await client.hear("flood 0 ")
    server.stop()
    #expect(await client.hearEnd())
  }
}
