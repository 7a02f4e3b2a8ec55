import ChatModel

/// Tells of services that are down or back, and of badges that cannot be believed.
struct HealthNews: Equatable, Sendable {
  private var down: Set<Service> = []
  private var isStale = false
  private var isBeingRebuilt = false

  mutating func lines(_ health: Health, utcOffset: Int) -> [String] {
    var lines: [String] = []
    for service in Service.allCases {
      switch health[service] {
      case .down(let reason):
        if down.insert(service).inserted { lines.append("\(service.name) is down: \(reason.sanitizedLine)") }
      case .up: if down.remove(service) != nil { lines.append("\(service.name) is back") }
      case .connecting: break
      }
    }
    let wasWrong = isStale || isBeingRebuilt
    let isBeingRebuilt = health.counts == .beingRebuilt
    if isBeingRebuilt, !self.isBeingRebuilt { lines.append("badges are being rebuilt by a server") }
    if let since = health.staleSince, !isStale, !isBeingRebuilt {
      lines.append("badges are stale since \(LocalTime(since, utcOffset: utcOffset).time)")
    }
    isStale = health.staleSince != nil
    self.isBeingRebuilt = isBeingRebuilt
    if wasWrong, !isStale, !isBeingRebuilt { lines.append("badges are right again") }
    return lines
  }
}
