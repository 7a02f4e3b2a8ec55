import Testing

@testable import Service

@Suite struct LifecyclePlanTests {
  private struct Failure: Error {}

  private func plan(_ onSuccess: ServiceConfiguration.TerminationBehavior...) -> LifecyclePlan {
    LifecyclePlan(services: onSuccess.enumerated().map { ("service \($0.offset)", $0.element) })
  }

  @Test func `each service starts after the one before it`() {
    var plan = plan(.failGroup, .failGroup)
    #expect(plan.begin() == [.start(0)])
    #expect(plan.handle(.started(0)) == [.start(1)])
    #expect(plan.handle(.started(1)) == [])
    #expect(!plan.isDone)
  }

  @Test func `shutdown goes backwards, one by one`() {
    var plan = running(plan(.failGroup, .failGroup, .failGroup))
    #expect(plan.handle(.shutdownRequested) == [.shutDown(2)])
    #expect(plan.handle(.shutdownRequested) == [])
    #expect(plan.handle(.finished(2)) == [.shutDown(1)])
    #expect(plan.handle(.finished(1)) == [.shutDown(0)])
    #expect(plan.handle(.finished(0)) == [])
    #expect(plan.isDone && plan.failure == nil)
  }

  @Test func `a service that ends out of turn is skipped`() {
    var plan = running(plan(.failGroup, .failGroup, .failGroup))
    #expect(plan.handle(.shutdownRequested) == [.shutDown(2)])
    #expect(plan.handle(.finished(1)) == [])
    #expect(plan.handle(.finished(2)) == [.shutDown(0)])
  }

  @Test func `a shutdown during the start leaves the rest unstarted`() {
    var plan = plan(.failGroup, .failGroup, .failGroup)
    _ = plan.begin()
    #expect(plan.handle(.shutdownRequested) == [.shutDown(0)])
    #expect(plan.handle(.started(0)) == [])
    #expect(plan.handle(.finished(0)) == [])
    #expect(plan.isDone)
  }

  @Test func `overstaying leads to cancellation, then to being left behind`() {
    var plan = running(plan(.failGroup, .failGroup))
    #expect(plan.handle(.shutdownRequested) == [.shutDown(1)])
    #expect(plan.handle(.expired(1)) == [.cancel(1)])
    #expect(plan.handle(.expired(1)) == [.shutDown(0)])
    #expect(plan.abandoned == ["service 1"])
    #expect(plan.handle(.finished(0)) == [])
    #expect(plan.isDone)
  }

  @Test func `a bound that passes after the end changes nothing`() {
    var plan = running(plan(.failGroup, .failGroup))
    _ = plan.handle(.shutdownRequested)
    #expect(plan.handle(.finished(1)) == [.shutDown(0)])
    #expect(plan.handle(.expired(1)) == [])
    #expect(plan.abandoned.isEmpty)
  }

  @Test func `the first failure is kept and shuts the others down`() {
    var plan = running(plan(.ignore, .ignore))
    #expect(plan.handle(.failed(0, Failure())) == [.shutDown(1)])
    #expect(plan.handle(.failed(1, CancellationError())) == [])
    #expect(plan.isDone && plan.failure is Failure)
  }

  @Test func `cancellation reaches all, and its errors are no failures`() {
    var plan = running(plan(.failGroup, .failGroup))
    #expect(plan.handle(.shutdownRequested) == [.shutDown(1)])
    #expect(plan.handle(.cancelRequested) == [.cancel(1), .cancel(0)])
    #expect(plan.handle(.failed(1, CancellationError())) == [])
    #expect(plan.handle(.expired(0)) == [])
    #expect(plan.isDone && plan.failure == nil && plan.abandoned == ["service 0"])
  }

  @Test func `what an early end means is configurable`() {
    var ignoring = running(plan(.ignore, .ignore))
    #expect(ignoring.handle(.finished(0)) == [])
    #expect(ignoring.handle(.finished(1)) == [])
    #expect(ignoring.isDone && ignoring.failure == nil)

    var ending = running(plan(.failGroup, .gracefullyShutdownGroup))
    #expect(ending.handle(.finished(1)) == [.shutDown(0)])
    #expect(ending.failure == nil)

    var failing = running(plan(.failGroup, .ignore))
    #expect(failing.handle(.finished(0)) == [.shutDown(1)])
    #expect(
      failing.failure as? ServiceGroupError == .serviceFinishedUnexpectedly(service: "service 0"))
  }

  @Test func `a group of nothing is done at once`() {
    var plan = plan()
    #expect(plan.begin() == [] && plan.isDone)
  }

  private func running(_ plan: LifecyclePlan) -> LifecyclePlan {
    var plan = plan
    var actions = plan.begin()
    while case .start(let index) = actions.first { actions = plan.handle(.started(index)) }
    return plan
  }
}
