import Foundation

/// The machine and the build that figures come from: without them they say little.
public struct MachineFacts: Sendable, Equatable, Encodable {
  /// Processor cores in use.
  public let cores: Int
  /// The processor's name, as far as the machine tells it.
  public let processor: String
  /// The kernel's release.
  public let kernel: String
  /// The compiler, and whether it optimised.
  public let build: String

  /// Creates facts from the texts of `/proc/cpuinfo` and `/proc/sys/kernel/osrelease`.
  public init(cores: Int, cpuinfo: String, osrelease: String, build: String) {
    self.cores = cores
    let name = cpuinfo.split(separator: "\n").first { $0.hasPrefix("model name") }?
      .split(separator: ":", maxSplits: 1).last
    processor = name.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor"
    kernel = osrelease.trimmingCharacters(in: .whitespacesAndNewlines)
    self.build = build
  }

  /// This machine and this build.
  public static var here: MachineFacts {
    MachineFacts(
      cores: ProcessInfo.processInfo.activeProcessorCount, cpuinfo: text("/proc/cpuinfo"),
      osrelease: text("/proc/sys/kernel/osrelease"), build: "Swift \(compiler), \(configuration)")
  }

  /// A sentence without its full stop.
  public var line: String {
    "\(cores) \(cores == 1 ? "core" : "cores") (\(processor)), Linux \(kernel), \(build)"
  }

  /// The same for a report.
  public var facts: [Fact] {
    [
      Fact("processor", "\(processor), \(cores) \(cores == 1 ? "core" : "cores")"),
      Fact("kernel", "Linux \(kernel)"), Fact("build", build),
    ]
  }

  private static func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  private static var configuration: String {
    #if DEBUG
      "debug build"
    #else
      "release build"
    #endif
  }

  /// Conditions are all that Swift says about its compiler.
  private static var compiler: String {
    #if compiler(>=6.4)
      "6.4 or newer"
    #elseif compiler(>=6.3)
      "6.3"
    #elseif compiler(>=6.2)
      "6.2"
    #else
      "6.1"
    #endif
  }
}
