import Testing

@testable import ChatClient

@Suite struct RefreshTests {
  @Test("one read at a time, and what was wanted meanwhile follows")
  func oneAtATime() {
    var refresh = Refresh(pace: Pace(interval: .milliseconds(33), burst: 1))
    #expect(refresh.start(at: .zero) == false)
    refresh.want()
    #expect(refresh.start(at: .zero) == true)
    refresh.want()
    #expect(refresh.deadline == nil)
    #expect(refresh.start(at: .seconds(1)) == false)
    refresh.finished()
    #expect(refresh.deadline == .milliseconds(33))
    #expect(refresh.start(at: .seconds(1)) == true)
  }
}
