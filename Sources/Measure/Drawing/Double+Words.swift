import Foundation

extension Double {
  /// The number for people: with commas between its thousands from 100 on, and else with three significant digits.
  public var words: String {
    guard isFinite else { return isNaN ? "unknown" : self < 0 ? "−∞" : "∞" }
    guard self != 0 else { return "0" }
    if abs(self) >= 99.95 || self == rounded() { return Self.grouped(self) }
    let places = Swift.min(12, Swift.max(0, 2 - Int(log10(abs(self)).rounded(.down))))
    let digits = String(format: "%.\(places)f", self)
    guard places > 0 else { return digits }
    let significant = digits.reversed().drop { $0 == "0" }
    return String((significant.first == "." ? significant.dropFirst() : significant).reversed())
  }

  private static func grouped(_ number: Double) -> String {
    let digits = Array(String(format: "%.0f", abs(number)))
    let groups = digits.indices.map { place in
      let isFirstOfThree = place > 0 && (digits.count - place) % 3 == 0
      return isFirstOfThree ? ",\(digits[place])" : "\(digits[place])"
    }
    return (number < 0 ? "-" : "") + groups.joined()
  }
}
