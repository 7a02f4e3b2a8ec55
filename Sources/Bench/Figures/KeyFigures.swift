/// How a program answered keys; all times in milliseconds from the writing of the key.
public struct KeyFigures: Sendable, Equatable, Encodable {
  /// To the first byte of output, whatever it says; `nil` if no key was answered.
  public let firstByte: Percentiles?
  /// To the last byte before the output rested; `nil` where other output goes on, so that it never rests.
  public let lastByte: Percentiles?
  /// To the byte that the key itself shows as, over the keys that show as one.
  ///
  /// While a program shows messages, this tells its answer to the key from all the rest.
  public let echo: Percentiles?
  /// How many keys were pressed.
  public let pressed: Int
  /// How many of them got no answer within the limit.
  public let unanswered: Int
}
