import Foundation

/// What one run has measured, with all that is needed to judge it and to repeat it.
///
/// The JSON has a key for every property, named like it; those of the parts are documented there. `version` grows with
/// every change that an older reader would not understand.
public struct Report: Sendable, Equatable, Codable {
  /// The form of the JSON: 1.
  public private(set) var version = Report.supportedVersion
  /// What was measured, in a few words.
  public var title: String
  /// The command line that measures it again.
  public var command: String
  /// When it began, as ISO 8601 in UTC: `2026-11-25T05:00:00Z`.
  public var startedAt: String
  /// How long it took.
  public var seconds: Double
  /// Where it ran: processor, kernel, versions of the services.
  public var machine: [Fact]
  /// What was asked for, with the seed.
  public var settings: [Fact]
  /// What came true, and what did not.
  public var verdicts: [Verdict]
  /// Single figures, by name.
  public var figures: [Figure]
  /// Figures in rows and columns.
  public var tables: [Table]
  /// How figures went over time.
  public var series: [Series]
  /// All that was counted of durations.
  public var histograms: [NamedHistogram]

  /// Creates a report, of this machine and beginning now unless told otherwise.
  public init(
    title: String, command: String, startedAt: String = Date().ISO8601Format(), seconds: Double = 0,
    machine: [Fact] = MachineFacts.here.facts, settings: [Fact] = [], verdicts: [Verdict] = [],
    figures: [Figure] = [], tables: [Table] = [], series: [Series] = [], histograms: [NamedHistogram] = []
  ) {
    self.title = title
    self.command = command
    self.startedAt = startedAt
    self.seconds = seconds
    self.machine = machine
    self.settings = settings
    self.verdicts = verdicts
    self.figures = figures
    self.tables = tables
    self.series = series
    self.histograms = histograms
  }

  static let supportedVersion = 1

  /// The figure of a name; nil if there is none.
  public func figure(_ name: String) -> Figure? { figures.first { $0.name == name } }
}
