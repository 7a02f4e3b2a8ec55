import Bench
import ChatModel
import ChatServer
import Foundation
import Glibc
import Measure
import Simulation
import Synchronization

/// Looks at a running simulation once a second: rates, latencies, lag, and what every process uses.
struct SimulationWatch: Sendable {
  let place: SimulationPlace
  let loop: SimulationLoop
  let display: SimulationDisplay

  func run() async {
    guard let admin = try? place.backends.admin() else { return }
    let progress = place.backends.progress(admin).receipts
    var meter = LagMeter()
    var before: [String: Int] = [:]
    var looked = loop.now
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(1))
      await loop.endSecond()
      var lines = [rates(await loop.tally, await loop.crew.present)]
      if let partitions = try? await progress.progress() {
        let lag = meter.measure(partitions, at: SystemClock().now())
        await loop.note("lag", "", Double(lag.lag))
        lines.append("lag \(lag.lag) receipts, \(lag.lagMilliseconds) ms in the worst partition")
      }
      var uses: [String] = []
      let length = loop.now - looked
      looked = loop.now
      let (tree, processes) = (ProcessTree.now(), await place.processes())
      for (name, pid) in processes {
        let ticks = tree.ticks(of: pid, without: Set(processes.map(\.pid)))
        let percent =
          Double(ticks - (before[name] ?? ticks)) / Double(sysconf(Int32(_SC_CLK_TCK))) * 100
          / max(0.001, length / .seconds(1))
        before[name] = ticks
        let resident = Double(ProcessSample(of: pid)?.resident ?? 0) / 1_024
        await loop.note("cpu.\(name)", "%", percent)
        await loop.note("memory.\(name)", "MB", resident)
        uses.append("\(name) \(Int(percent)) % \(Int(resident)) MiB")
      }
      lines.append(uses.joined(separator: " · "))
      display.show(lines)
    }
    await admin.close()
  }

  private func rates(_ tally: Tally, _ present: Int) -> String {
    let latest = ["rate.receipts", "rate.posts"].map { Int(tally.series[$0]?.points.last?.value ?? 0) }
    let latencies = Tally.Latency.allCases.compactMap { latency -> String? in
      guard let histogram = tally.lastSecond[latency], histogram.count > 0 else { return nil }
      let values = [50.0, 99].map { number(histogram.milliseconds(atPercentile: $0)) }
      return "\(latency.rawValue) \(values.joined(separator: "/"))"
    }
    return "\(present) readers · \(latest[0]) receipts/s · \(latest[1]) messages/s · ms p50/p99: "
      + latencies.joined(separator: ", ")
  }

  private func number(_ value: Double) -> String {
    value < 10 ? String(format: "%.1f", value) : "\(Int(value.rounded()))"
  }
}

/// Shows what goes on: in place on a terminal, a line every five seconds elsewhere.
final class SimulationDisplay: Sendable {
  private struct State {
    var stage = ""
    var end = ContinuousClock.now
    var drawn = 0
    var lastLine = ContinuousClock.now
  }

  private let state = Mutex(State())
  private let isTerminal = isatty(STDOUT_FILENO) == 1 && getenv("TERM").map { String(cString: $0) } != "dumb"

  private static let pause: Duration = .seconds(5)

  func stage(_ name: String, for duration: Duration) {
    state.withLock { state in
      (state.stage, state.end) = (name, .now + duration)
      if !isTerminal { printAtOnce("stage \(name), \(Int(duration / .seconds(1))) s") }
    }
  }

  /// A line that stays.
  func note(_ line: String) {
    state.withLock { state in
      erase(&state)
      printAtOnce("    \(line)")
    }
  }

  /// What is true now; it takes the place of what was.
  func show(_ lines: [String]) {
    state.withLock { state in
      guard isTerminal || ContinuousClock.now - state.lastLine >= Self.pause else { return }
      state.lastLine = .now
      erase(&state)
      let left = max(0, Int((state.end - .now) / .seconds(1)))
      let all = ["\(state.stage): \(left) s to go"] + lines
      guard isTerminal else { return printAtOnce(all.joined(separator: " · ")) }
      let width = columns()
      for line in all { printAtOnce(String(line.prefix(width))) }
      state.drawn = all.count
    }
  }

  private func erase(_ state: inout State) {
    guard isTerminal, state.drawn > 0 else { return }
    print("\u{1B}[\(state.drawn)A\u{1B}[J", terminator: "")
    state.drawn = 0
  }

  private func columns() -> Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else { return 79 }
    return Int(size.ws_col) - 1
  }
}
