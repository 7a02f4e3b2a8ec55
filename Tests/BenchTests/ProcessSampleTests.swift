import Glibc
import Testing

@testable import Bench

@Suite struct ProcessSampleTests {
  /// From a kernel 6.18, shortened at the end.
  private static let stat = """
    4711 (a) b (c) S 1 4711 4711 34817 4711 4194304 1203 0 5 0 812 34 0 0 20 0 2 0 88731 161837056 9421
    """
  private static let status = """
    Name:\ta) b (c
    Umask:\t0022
    State:\tS (sleeping)
    Pid:\t4711
    VmPeak:\t  166004 kB
    VmRSS:\t   37684 kB
    Threads:\t2
    voluntary_ctxt_switches:\t1200
    nonvoluntary_ctxt_switches:\t34
    """
  private static let thread = """
    Name:\trdk:broker1
    Pid:\t4712
    voluntary_ctxt_switches:\t7
    nonvoluntary_ctxt_switches:\t0
    """

  @Test("a process is read from the kernel's texts, whatever its name") func parsing() {
    let sample = ProcessSample(stat: Self.stat, status: Self.status, threads: [Self.status, Self.thread])
    #expect(
      sample
        == ProcessSample(
          ticks: 846, resident: 37_684,
          threads: [
            ThreadSample(id: 4711, name: "a) b (c", switches: 1_234),
            ThreadSample(id: 4712, name: "rdk:broker1", switches: 7),
          ]))
  }

  @Test("a thread that has just ended is left out") func endedThread() {
    let sample = ProcessSample(stat: Self.stat, status: Self.status, threads: ["", Self.thread, "Name:\tx"])
    #expect(sample?.threads.map(\.id) == [4712])
  }

  @Test(
    "texts that are cut short are no process",
    arguments: [
      ("", status), (stat, ""), ("4711 (x", status), ("4711 (x) S 1 2", status), (stat, "VmRSS:"),
      (stat, "VmRSS: many kB"),
    ])
  func refused(stat: String, status: String) {
    #expect(ProcessSample(stat: stat, status: status, threads: []) == nil)
  }

  @Test("this process can be looked at") func ownProcess() throws {
    let sample = try #require(ProcessSample(of: getpid()))
    #expect(sample.resident > 1_000)
    #expect(sample.threads.contains { $0.id == getpid() })
  }

  @Test("there is nothing to see of no process") func noProcess() {
    #expect(ProcessSample(of: -1) == nil)
  }
}
