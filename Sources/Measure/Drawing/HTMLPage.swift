import Canvas

/// A report as one page that needs nothing else: verdicts first, then figures, tables, charts, and where all comes from.
struct HTMLPage: Sendable {
  let report: Report

  var document: String {
    let head = MarkupElement("head").enclosing([
      MarkupElement("meta").with("charset", "utf-8").empty,
      MarkupElement("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1")
        .empty,
      MarkupElement("meta").with("name", "color-scheme").with("content", "light dark").empty,
      MarkupElement("title").enclosing(text: report.title),
      MarkupElement("style").enclosing(raw: ChartStyle.css + Self.css),
    ])
    return "<!DOCTYPE html>\n"
      + MarkupElement("html").with("lang", "en").enclosing([head, MarkupElement("body").enclosing(body)])
  }

  private var body: [String] {
    [
      MarkupElement("h1").enclosing(text: report.title),
      MarkupElement("p").with("class", "faint").enclosing(text: report.moment), verdicts,
    ] + (report.figureTables + report.tables).map(Self.table)
      + section("Charts", (report.seriesCharts + [report.percentileChart].compactMap(\.self)).map(\.svg))
      + section("Machine", Self.facts(report.machine)) + section("Settings", Self.facts(report.settings))
      + section("To repeat it", [MarkupElement("pre").enclosing(text: report.command)])
  }

  private var verdicts: String {
    let items = report.verdicts.map { verdict in
      MarkupElement("li").with("class", verdict.holds ? "holds" : "fails")
        .enclosing(text: "\(verdict.holds ? "✓" : "✗") \(verdict.sentence)")
    }
    return items.isEmpty ? "" : MarkupElement("ul").with("class", "verdicts").enclosing(items)
  }

  private func section(_ title: String, _ parts: [String]) -> [String] {
    parts.isEmpty ? [] : [MarkupElement("h2").enclosing(text: title)] + parts
  }

  private static func facts(_ facts: [Fact]) -> [String] {
    if facts.isEmpty { return [] }
    let rows = facts.map { fact in
      MarkupElement("tr").enclosing([
        MarkupElement("th").enclosing(text: fact.name), MarkupElement("td").enclosing(text: fact.value),
      ])
    }
    return [MarkupElement("table").with("class", "facts").enclosing(rows)]
  }

  private static func table(_ table: Table) -> String {
    let head = table.columns.indices.map { column in
      MarkupElement("th").with("class", table.isNumeric(column) ? "number" : "").enclosing(
        text: table.columns[column])
    }
    let rows = table.rows.map { row in
      MarkupElement("tr").enclosing(row.indices.map { cell(table, row[$0], $0) })
    }
    let lines = [MarkupElement("tr").enclosing(head)] + rows
    return MarkupElement("h2").enclosing(text: table.title)
      + MarkupElement("div").with("class", "wide").enclosing([MarkupElement("table").enclosing(lines)])
  }

  private static func cell(_ table: Table, _ cell: Table.Cell, _ column: Int) -> String {
    let element = MarkupElement("td").with("class", table.isNumeric(column) ? "number" : "")
    guard let number = cell.finite, let tone = table.drawnColumns.firstIndex(of: column) else {
      return element.enclosing(text: cell.words)
    }
    let share = max(0, number) / table.greatest(in: column) * 100
    let bar = MarkupElement("rect").with("class", ChartStyle.tone(tone)).with("width", share).with(
      "height", 8)
    return element.enclosing([
      MarkupElement("span").enclosing(text: cell.words),
      MarkupElement("svg").with("class", "bar").with("viewBox", "0 0 100 8")
        .with("preserveAspectRatio", "none").enclosing([bar.empty]),
    ])
  }

  private static let css = """
    :root{color-scheme:light dark}
    body{max-width:960px;margin:2rem auto;padding:0 1rem;font:15px/1.5 system-ui,sans-serif;color:#24292f;background:#fff}
    h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}.faint{margin:.25rem 0;color:#57606a}
    .verdicts{list-style:none;padding:0}.verdicts li{padding:.4rem .8rem;margin:.3rem 0;border-left:4px solid}
    .holds{border-color:#1a7f37!important;background:#1a7f3718}.fails{border-color:#cf222e!important;background:#cf222e18}
    .fails{font-weight:600}.wide{overflow-x:auto}
    table{border-collapse:collapse;font-variant-numeric:tabular-nums}
    th,td{padding:.3rem .8rem;text-align:left;border-bottom:1px solid #d8dee4;vertical-align:top}
    th{font-weight:600}.facts th{font-weight:400;color:#57606a;white-space:nowrap}.number{text-align:right}
    .bar{display:block;width:110px;height:8px;margin:.15rem 0 .1rem auto;transform:scaleX(-1)}
    body>svg text{font-family:system-ui,sans-serif}body>svg{display:block;width:100%;max-width:760px;margin:1rem 0}
    pre{padding:.6rem .8rem;background:#8080801a;overflow-x:auto;white-space:pre-wrap}
    @media(prefers-color-scheme:dark){
    body{color:#e6edf3;background:#0d1117}.faint,.facts th{color:#9198a1}th,td{border-color:#30363d}
    .holds{border-color:#3fb950!important;background:#3fb95022}.fails{border-color:#f85149!important;background:#f8514922}
    }

    """
}
