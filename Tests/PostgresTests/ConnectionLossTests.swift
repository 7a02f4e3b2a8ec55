import Foundation
import TestSupport
import Testing

@testable import Postgres

@Suite(.timeLimit(.minutes(20))) struct ConnectionLossTests {
  private static let ownProcess = "SELECT pg_backend_pid()"

  @Test("a statement during which the server ends the connection throws; the next one reconnects")
  func terminatedWhileBusy() async throws {
    let connection = try await connect()
    let before = try await connection.query(Self.ownProcess)[0].bigint(0)
    let error = try await failure { () async throws(PostgresError) in
      try await connection.query("SELECT pg_terminate_backend($1), pg_sleep(60)", [.integer(Int32(before))])
    }
    #expect(error.sqlState == "57P01" && error.isConnectionFailure && error.connectionLost, "\(error)")
    #expect(error.commitOutcomeUnknown)
    #expect(try await connection.query(Self.ownProcess)[0].bigint(0) != before)
  }

  @Test("a connection ended while idle is replaced without an error, and statements are prepared again")
  func terminatedWhileIdle() async throws {
    let (connection, killer) = (try await connect(), try await connect())
    let before = try await connection.query(Self.ownProcess)[0].bigint(0)
    try await killer.query("SELECT pg_terminate_backend($1)", [.integer(Int32(before))])
    // Its row is gone before its socket is closed, and the process after both.
    try await eventually("the backend gone") { kill(pid_t(before), 0) != 0 }
    #expect(try await connection.query(Self.ownProcess)[0].bigint(0) != before)
  }

  @Test("after a crash of the server and after a restart the same connection works")
  func crashAndRestart() async throws {
    let server = try await PostgresServer()
    do {
      try await crashAndRestart(server)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  private func crashAndRestart(_ server: PostgresServer) async throws {
    let connection = PostgresConnection(server.url, name: "survivor")
    let process = try await connection.query(Self.ownProcess)[0].bigint(0)
    kill(pid_t(process), SIGKILL)
    try await eventually("recovery") {
      do {
        return try await connection.query(Self.ownProcess)[0].bigint(0) != process
      } catch {
        #expect((error as? PostgresError)?.isConnectionFailure == true, "\(error)")
        return false
      }
    }
    try await server.restart()
    #expect(try await connection.query("SELECT 1").count == 1)
    await server.stop()
    let error = try await failure { () async throws(PostgresError) in try await connection.query("SELECT 1") }
    #expect(error.isConnectionFailure)
  }

  @Test("an unreachable server is named, with what to do, and the password is not")
  func unreachable() async throws {
    let connection = PostgresConnection("postgresql://joe:secret@127.0.0.1:1/db", name: "lost")
    let error = try await failure { () async throws(PostgresError) in try await connection.query("SELECT 1") }
    #expect(error.isConnectionFailure && error.connectionLost && !error.commitOutcomeUnknown)
    #expect(error.description.contains("cannot connect to PostgreSQL at 127.0.0.1:1"))
    #expect(error.description.contains("check that PostgreSQL runs"))
    #expect(!error.description.contains("secret"))
  }

  @Test("a server that does not answer is given up after the time limit of the address")
  func silent() async throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        guard bind(listener, generic, size) == 0, listen(listener, 1) == 0 else { return }
        getsockname(listener, generic, &size)
      }
      return UInt16(bigEndian: pointer.pointee.sin_port)
    }
    let url = "host=127.0.0.1 port=\(port) user=joe connect_timeout=1"
    let error = try await failure { () async throws(PostgresError) in
      try await PostgresConnection(url, name: "patient").query("SELECT 1")
    }
    #expect(error.isConnectionFailure)
    #expect(error.message == "no answer within 1.0 seconds")
  }

  @Test("a refused login has its state and is not worth waiting for")
  func refusedLogin() async throws {
    let url = try await PostgresServer.shared.value.url.replacing("///dogear?", with: "///nowhere?")
    let error = try await failure { () async throws(PostgresError) in
      try await PostgresConnection(url, name: "stranger").query("SELECT 1")
    }
    #expect(error.sqlState == "3D000" && !error.isConnectionFailure)
    #expect(error.message.contains("database \"nowhere\" does not exist"))
    #expect(!error.message.contains("LOCATION"))
  }

  @Test("a database that takes no connections for a while is worth waiting for")
  func keptOut() async throws {
    let (name, owner) = (uniqueName("closed"), try await connect())
    try await owner.execute(script: "CREATE DATABASE \(name) ALLOW_CONNECTIONS false")
    let url = try await PostgresServer.shared.value.url.replacing("///dogear?", with: "///\(name)?")
    let error = try await failure { () async throws(PostgresError) in
      try await PostgresConnection(url, name: "kept out").query("SELECT 1")
    }
    #expect(error.sqlState == "55000" && error.isConnectionFailure, "\(error)")
    try await owner.execute(script: "DROP DATABASE \(name)")
  }

  @Test(
    "a server that is frozen is given up, and the next statement finds it again", arguments: [false, true])
  func frozen(isSending: Bool) async throws {
    let connection = try await connect(options: PostgresOptions(answerTimeout: .seconds(6)))
    let process = pid_t(try await connection.query(Self.ownProcess)[0].bigint(0))
    // Once, so that it is prepared.
    let echo = "SELECT $1::text"
    try await connection.query(echo, [.text("x")])
    kill(process, SIGSTOP)
    defer { kill(process, SIGCONT) }
    // More than the sockets hold, so that it cannot even be sent; or little, of which nothing is heard.
    let text = String(repeating: "x", count: isSending ? 20_000_000 : 1)
    let error = try await failure { () async throws(PostgresError) in
      try await connection.query(echo, [.text(text)])
    }
    #expect(error.connectionLost && error.isConnectionFailure && error.commitOutcomeUnknown, "\(error)")
    #expect(error.message.contains("no answer within 6.0 seconds"))
    #expect(try await connection.query(Self.ownProcess)[0].bigint(0) != Int64(process))
  }

  @Test("a whole script may take longer than an answer")
  func wholeScript() async throws {
    let connection = try await connect(
      options: PostgresOptions(statementTimeout: .seconds(1), answerTimeout: .seconds(5)))
    try await connection.executeWhole(script: "SELECT pg_sleep(5.5)")
    let error = try await failure { () async throws(PostgresError) in
      try await connection.execute(script: "SELECT pg_sleep(60)")
    }
    #expect(error.sqlState == "57014" && !error.connectionLost, "the limits are in force again")
  }

  @Test("a closed connection stays closed")
  func closed() async throws {
    let connection = try await connect()
    try await connection.query("SELECT 1")
    await connection.close()
    let error = try await failure { () async throws(PostgresError) in try await connection.query("SELECT 1") }
    #expect(error.sqlState == "08003")
  }
}
