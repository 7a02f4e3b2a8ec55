extension Unicode.Scalar {
  /// Whether it is, or belongs to, a letter or a number.
  public var isPartOfWord: Bool {
    if isASCII { return isASCIIWord }
    return properties.isAlphabetic || properties.numericType != nil || joinsPrevious
  }

  /// Whether it is shown on the character before it, which must not be cut off.
  public var joinsPrevious: Bool {
    !isASCII
      && (properties.isGraphemeExtend || properties.generalCategory == .spacingMark || value == 0x200D)
  }

  private var isASCIIWord: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9": true
    default: false
    }
  }
}
