import Glibc

/// A name that no other server has: it names leases and builders.
enum ServerName {
  static func make() -> String {
    let random = UInt64.random(in: .min ... .max)
    return "dogear-\(getpid())-\(String(random, radix: 36))"
  }
}
