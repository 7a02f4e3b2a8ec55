import TestSupport
import Testing

@testable import Redis

@Suite("Endpoints")
struct RedisEndpointTests {
  @Test(
    "a URL names host, port, database and login",
    arguments: [
      ("redis://example.org", RedisEndpoint(host: "example.org")),
      ("REDIS://example.org:7000/3", RedisEndpoint(host: "example.org", port: 7000, database: 3)),
      ("redis://:pw@h/", RedisEndpoint(host: "h", password: "pw")),
      ("redis://u:p%40%2F%3A@h:1", RedisEndpoint(host: "h", port: 1, username: "u", password: "p@/:")),
      ("redis://default:pw@h", RedisEndpoint(host: "h", password: "pw")),
      ("redis://[::1]:7000", RedisEndpoint(host: "::1", port: 7000)),
      ("redis://[fe80::1%25eth0]", RedisEndpoint(host: "fe80::1%eth0")),
      ("unix:///run/redis.sock", RedisEndpoint(socket: "/run/redis.sock")),
      ("unix://u:p@/a%20b?db=5", RedisEndpoint(socket: "/a b", database: 5, username: "u", password: "p")),
    ])
  func urlNames(_ url: String, _ endpoint: RedisEndpoint) throws {
    #expect(try RedisEndpoint(url: url) == endpoint)
  }

  @Test(
    "a broken URL is refused, and the error does not repeat it",
    arguments: [
      "", "sesame", "http://sesame", "rediss://:sesame@h", "redis://", "redis:///1", "redis://:7000",
      "redis://:sesame@", "redis://sesame@h", "redis://:a@sesame@h", "redis://h:sesame", "redis://h:0",
      "redis://h:65536", "redis://h/sesame", "redis://h/-1", "redis://h/0?x=sesame", "redis://[::1",
      "redis://[::1]sesame", "redis://:%zz@sesame", "redis://:%ff@sesame", "redis://sesame%00",
      "redis://:sesame/x@h", "redis://h:+1", "redis://h:99999999999999999999", "unix://sesame",
      "unix://host/sesame", "unix:///sesame?database=1", "unix:///sesame?db=", "redis://::1/sesame",
    ])
  func brokenURLIsRefused(_ url: String) {
    let error = #expect(throws: RedisError.self) { try RedisEndpoint(url: url) }
    #expect(error?.code == .badURL)
    #expect(error?.description.contains("sesame") == false)
  }

  @Test("any endpoint survives the way through its URL, and its description hides the password")
  func urlRoundTrip() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededRandom(seed: seed)
    let letters = Array("aZ09-._~ :/@?#[]%&=+é猫🦊\n\"'\\")
    func text(_ length: ClosedRange<Int>) -> String {
      String(
        (0..<Int.random(in: length, using: &random)).map { _ in letters.randomElement(using: &random) ?? "x" }
      )
    }
    for _ in 0..<500 {
      let database = Bool.random(using: &random) ? 0 : Int.random(in: 0...99, using: &random)
      let user = Bool.random(using: &random) ? nil : text(0...5)
      let password = Bool.random(using: &random) ? nil : "sesame" + text(0...8)
      let endpoint =
        Bool.random(using: &random)
        ? RedisEndpoint(
          host: text(1...9), port: .random(in: 1...65535, using: &random), database: database, username: user,
          password: password)
        : RedisEndpoint(socket: "/" + text(0...9), database: database, username: user, password: password)
      #expect(try RedisEndpoint(url: endpoint.url) == endpoint, "seed \(seed), \(endpoint.url)")
      #expect(!endpoint.description.contains("sesame"), "seed \(seed)")
      #expect(!"\([endpoint])".contains("sesame"), "seed \(seed)")
    }
  }

  @Test("a new connection logs in, selects its database and says its name")
  func handshake() {
    let plain = RedisEndpoint(host: "h").handshake(name: "a b\n")
    #expect(plain == [["CLIENT", "SETNAME", "a-b-"]])
    let full = RedisEndpoint(host: "h", database: 2, username: "u", password: "p").handshake(name: "n")
    #expect(full == [["AUTH", "u", "p"], ["SELECT", "2"], ["CLIENT", "SETNAME", "n"]])
  }
}
