extension Duration {
  var inMilliseconds: Double { self / .milliseconds(1) }
  var inSeconds: Double { self / .seconds(1) }
}
