import Canvas

/// How charts look on light and on dark pages.
///
/// The colours are written out for both: not every viewer of SVG knows variables, and one that does not know the query
/// shows the light ones.
enum ChartStyle {
  private struct Palette {
    let ink, faint, rule: String
    /// Told apart by people who do not see all colours, in this order.
    let tones: [String]
  }

  private static let light = Palette(
    ink: "#24292f", faint: "#57606a", rule: "#d8dee4",
    tones: ["#0969da", "#bc4c00", "#1a7f37", "#8250df", "#bf3989", "#6e7781"])
  private static let dark = Palette(
    ink: "#e6edf3", faint: "#9198a1", rule: "#30363d",
    tones: ["#4493f8", "#f0883e", "#3fb950", "#ab7df8", "#f778ba", "#9198a1"])

  /// The rules for the classes that charts use.
  static let css = """
    svg text{font:13px ui-monospace,'DejaVu Sans Mono',monospace}svg .title{font-size:15px;font-weight:bold}\
    svg .head{font-weight:bold}svg .fine{font-size:12px}.line{fill:none;stroke-width:2;stroke-linejoin:round}\
    .rule{stroke-width:1}.dashed{stroke-dasharray:6 4}
    \(rules(light))
    @media(prefers-color-scheme:dark){\(rules(dark))}

    """

  /// The classes of the n-th line or bar; they repeat with dashes.
  static func tone(_ index: Int) -> String {
    let count = light.tones.count
    return "tone\(index % count)" + (index / count % 2 == 1 ? " dashed" : "")
  }

  /// The width of a text in pixels, as monospace fonts have it.
  static func width(of text: String) -> Double { Double(TextWidth.width(text)) * 7.8 }

  /// A document of its own.
  static func document(height: Double, _ elements: [String]) -> String {
    picture(height: height).with("width", LineChart.width + 2 * margin)
      .with("height", height + 2 * margin)
      .enclosing(
        [MarkupElement("style").enclosing(raw: css)] + [
          MarkupElement("g").with("transform", "translate(\(Int(margin)) \(Int(margin)))").enclosing(elements)
        ])
  }

  /// An element for a page that has the rules.
  static func inline(height: Double, _ elements: [String], label: String) -> String {
    picture(height: height, margin: 0).with("role", "img").with("aria-label", label).enclosing(elements)
  }

  private static let margin = 12.0

  private static func picture(height: Double, margin: Double = margin) -> MarkupElement {
    let size = [LineChart.width + 2 * margin, height + 2 * margin].map(MarkupElement.number)
    return MarkupElement("svg").with("xmlns", "http://www.w3.org/2000/svg")
      .with("viewBox", "0 0 \(size.joined(separator: " "))")
  }

  private static func rules(_ palette: Palette) -> String {
    let tones = palette.tones.enumerated().map {
      ".tone\($0){stroke:\($1)}rect.tone\($0){fill:\($1);stroke:none}"
    }
    return "svg text{fill:\(palette.ink)}svg .fine{fill:\(palette.faint)}.rule{stroke:\(palette.rule)}"
      + tones.joined()
  }
}
