extension Duration {
  /// Whole milliseconds for librdkafka: rounded up, from 0 to what an `int` holds.
  var wholeMilliseconds: Int32 {
    let milliseconds = (self / .milliseconds(1)).rounded(.up)
    return Int32(min(max(milliseconds, 0), Double(Int32.max)))
  }
}
