/// A piece of a line of a message.
struct InlineToken: Hashable {
  enum Kind: Hashable {
    case text
    case code
    /// A link to a URI of printable ASCII.
    case link(String)
    case name
    /// The reader's name, or everyone.
    case ownName
    /// What may begin or end an emphasis.
    case mark(EmphasisMark)
  }

  let kind: Kind
  /// Its bytes in the message.
  let range: Range<Int>
}
