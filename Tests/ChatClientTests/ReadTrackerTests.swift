import ChatModel
import TestSupport
import Testing

@testable import ChatClient

@Suite struct ReadTrackerTests {
  private func sight(_ bottom: Seq, in channel: ChannelID = Sample.incidents) -> ReadTracker.Sight {
    ReadTracker.Sight(channel: channel, bottom: bottom)
  }

  private func focused() -> ReadTracker {
    var tracker = ReadTracker()
    tracker.focusChanged(true, at: .zero)
    return tracker
  }

  @Test("a message is read after it was in view for the dwell, and once")
  func dwell() {
    var tracker = focused()
    tracker.sees(sight(5), at: .zero)
    #expect(tracker.deadline == ReadTracker.dwell)
    #expect(tracker.take(at: .milliseconds(299)) == nil)
    #expect(tracker.take(at: .milliseconds(300)) == sight(5))
    tracker.sees(sight(5), at: .milliseconds(400))
    #expect(tracker.take(at: .seconds(9)) == nil)
    #expect(tracker.deadline == nil)
  }

  @Test("scrolling on does not start the dwell anew for what is passed")
  func scrollingOn() {
    var tracker = focused()
    for step in 0..<10 {
      tracker.sees(sight(Seq(5 + step)), at: .milliseconds(100 * step))
    }
    #expect(tracker.take(at: .milliseconds(900)) == sight(11))
    #expect(tracker.take(at: .milliseconds(999)) == nil)
    #expect(tracker.take(at: .milliseconds(1_000)) == sight(12))
    #expect(tracker.take(at: .milliseconds(1_200)) == sight(14))
  }

  @Test("what is scrolled away before the dwell ends is not read")
  func scrollingBack() {
    var tracker = focused()
    tracker.sees(sight(5), at: .zero)
    tracker.sees(sight(50), at: .milliseconds(100))
    tracker.sees(sight(8), at: .milliseconds(200))
    // 8 or more was at the bottom since 100 ms.
    #expect(tracker.take(at: .milliseconds(300)) == sight(5))
    #expect(tracker.take(at: .milliseconds(400)) == sight(8))
    #expect(tracker.take(at: .seconds(9)) == nil)
    // Coming back to it begins anew.
    tracker.sees(sight(50), at: .seconds(10))
    #expect(tracker.take(at: .seconds(10)) == nil)
    #expect(tracker.take(at: .milliseconds(10_300)) == sight(50))
  }

  @Test(
    "a focused terminal that nobody touches for five minutes is not looked at, until a key says otherwise")
  func away() {
    var tracker = focused()
    #expect(tracker.isAttentive(at: .seconds(299)))
    #expect(!tracker.isAttentive(at: .seconds(300)))
    tracker.sees(sight(5), at: .seconds(400))
    #expect(tracker.take(at: .seconds(500)) == nil)
    tracker.used(at: .seconds(600))
    tracker.sees(sight(5), at: .seconds(600))
    #expect(tracker.take(at: .seconds(601)) == sight(5))
    #expect(!ReadTracker(focusedSpan: .seconds(60)).isAttentive(at: .zero), "nobody has come yet")
  }

  @Test("without focus nothing is read, and with it again only after a whole dwell")
  func focus() {
    var tracker = focused()
    tracker.sees(sight(5), at: .zero)
    tracker.focusChanged(false, at: .zero)
    tracker.sees(sight(5), at: .milliseconds(200))
    #expect(tracker.take(at: .seconds(9)) == nil)
    #expect(tracker.deadline == nil)
    tracker.focusChanged(true, at: .zero)
    tracker.sees(sight(5), at: .seconds(10))
    #expect(tracker.take(at: .milliseconds(10_299)) == nil)
    #expect(tracker.take(at: .milliseconds(10_300)) == sight(5))
  }

  @Test("while the focus is unknown, a key implies attention for a while")
  func unknownFocus() {
    var tracker = ReadTracker()
    tracker.sees(sight(5), at: .zero)
    #expect(tracker.take(at: .seconds(9)) == nil)
    tracker.used(at: .seconds(10))
    tracker.sees(sight(5), at: .seconds(10))
    #expect(tracker.take(at: .milliseconds(10_300)) == sight(5))
    tracker.sees(sight(6), at: .seconds(39))
    #expect(tracker.take(at: .milliseconds(39_300)) == sight(6))
    tracker.sees(sight(7), at: .seconds(41))
    #expect(tracker.take(at: .seconds(60)) == nil)
  }

  @Test("the first focus event ends the guessing")
  func knownFocus() {
    var tracker = ReadTracker()
    tracker.used(at: .zero)
    tracker.focusChanged(false, at: .zero)
    tracker.used(at: .zero)
    tracker.sees(sight(5), at: .zero)
    #expect(tracker.take(at: .seconds(1)) == nil)
  }

  @Test("an overlay, or another channel, starts the dwell anew")
  func interruptions() {
    var tracker = focused()
    tracker.sees(sight(5), at: .zero)
    tracker.sees(nil, at: .milliseconds(200))
    tracker.sees(sight(5), at: .milliseconds(250))
    #expect(tracker.take(at: .milliseconds(400)) == nil)
    tracker.sees(sight(5, in: Sample.general), at: .milliseconds(450))
    #expect(tracker.take(at: .milliseconds(600)) == nil)
    #expect(tracker.take(at: .milliseconds(750)) == sight(5, in: Sample.general))
  }

  @Test("a channel that is held is not read by looking, until it is released")
  func hold() {
    var tracker = focused()
    tracker.sees(sight(5), at: .zero)
    tracker.hold(Sample.incidents)
    tracker.sees(sight(5), at: .milliseconds(100))
    #expect(tracker.take(at: .seconds(9)) == nil)
    tracker.release()
    tracker.sees(sight(5), at: .seconds(10))
    #expect(tracker.take(at: .milliseconds(10_300)) == sight(5))
  }

  @Test("whether a dwell is under way is known, for the status line")
  func isReading() {
    var tracker = focused()
    #expect(!tracker.isReading(above: 0))
    tracker.sees(sight(5), at: .zero)
    #expect(tracker.isReading(above: 4))
    #expect(!tracker.isReading(above: 5))
    _ = tracker.take(at: .seconds(1))
    #expect(!tracker.isReading(above: 4))
  }

  @Test(
    "random frames: nothing is read that was not the bottom, or above it, for the whole dwell",
    arguments: 0..<50)
  func neverTooEarly(seed: UInt64) {
    var generator = SeededRandom(seed: seed)
    var tracker = focused()
    var frames: [(at: Duration, bottom: Seq)] = []
    var now: Duration = .zero
    for _ in 0..<200 {
      now += .milliseconds(Int.random(in: 1...200, using: &generator))
      let bottom = Seq.random(in: 1...20, using: &generator)
      // The frame is looked at before the next one replaces it.
      if let seen = tracker.take(at: now) {
        let start = now - ReadTracker.dwell
        let recent = frames.enumerated().filter { index, frame in
          frame.at >= start || index == frames.count - 1 || frames[index + 1].at > start
        }
        #expect(recent.allSatisfy { $0.element.bottom >= seen.bottom }, "seed \(seed)")
      }
      tracker.sees(sight(bottom), at: now)
      frames.append((now, bottom))
    }
  }
}
