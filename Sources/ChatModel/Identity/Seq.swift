/// The number of a message in its channel: 1, 2, 3 … with no gap; 0 stands for "before the first".
public typealias Seq = Int64

extension Seq {
  /// The highest number that a message can have: 2^53 − 1.
  ///
  /// Redis keeps scores, and Lua all numbers, as IEEE doubles, which are exact up to here.
  public static var mostSeq: Seq { (1 << 53) - 1 }

  /// Whether this can be the number of a message.
  public var isMessageSeq: Bool { self >= 1 && self <= .mostSeq }
}
