import Foundation

extension Histogram {
  /// The distribution by percentile as text, in the form of HdrHistogram's `outputPercentileDistribution`, which its
  /// plotFiles.html and other plotters read.
  /// - Parameter unitsPerTick: How many recorded units are one of the printed: 1,000 prints microseconds as milliseconds.
  public func hgrm(unitsPerTick: Double = 1_000) -> String {
    var text = "       Value     Percentile TotalCount 1/(1-Percentile)\n\n"
    for step in percentileSteps() {
      let value = Double(step.value) / unitsPerTick
      text += String(format: "%12.3f %2.12f %10lld", value, step.percentile / 100, step.count)
      text += step.percentile < 100 ? String(format: " %14.2f\n", 100 / (100 - step.percentile)) : "\n"
    }
    let mean = mean / unitsPerTick
    text += String(
      format: "#[Mean    = %12.3f, StdDeviation   = %12.3f]\n", mean, standardDeviation / unitsPerTick)
    text += String(
      format: "#[Max     = %12.3f, Total count    = %12lld]\n", Double(max) / unitsPerTick, count)
    text += String(
      format: "#[Buckets = %12d, SubBuckets     = %12d]\n", layout.buckets(upTo: highest), layout.parts)
    return text
  }

  /// A percentile, its value, and how many values do not exceed that.
  struct PercentileStep: Equatable, Sendable {
    let percentile: Double
    let value: Int64
    let count: Int64
  }

  /// The percentiles worth drawing, which stand evenly on an axis of 1/(1−percentile); none if nothing was recorded.
  ///
  /// They are five up to 50 %, five from there to 75 %, and so on, until one reaches the greatest value; then 100 %.
  func percentileSteps(ticksPerHalfDistance ticks: Double = 5) -> [PercentileStep] {
    var steps: [PercentileStep] = []
    var level = 0.0
    var seen: Int64 = 0
    for (index, occurrences) in counts.enumerated() where occurrences > 0 {
      seen += occurrences
      while 100 * Double(seen) / Double(count) >= level {
        steps.append(PercentileStep(percentile: level, value: layout.highest(at: index), count: seen))
        let halvings = (log(100 / (100 - level)) / log(2)).rounded(.down) + 1
        level += 100 / (ticks * pow(2, halvings))
        if seen == count { break }
      }
    }
    if count > 0 { steps.append(PercentileStep(percentile: 100, value: max, count: count)) }
    return steps
  }
}
