import Canvas
import ChatClient
import ChatModel

@testable import ChatClient

extension ClientEvent {
  static func receiptAcknowledged(_ receipt: ReceiptEvent) -> ClientEvent { .receiptsAcknowledged([receipt]) }

  static func receiptFailed(_ receipt: ReceiptEvent, reason: String) -> ClientEvent {
    .receiptsFailed([receipt], reason: reason)
  }
}

extension Key {
  /// A key that types a character.
  static func plain(_ character: Character) -> Key { Key(.character(character)) }

  static func control(_ character: Character) -> Key { Key(.character(character), .control) }

  static func alt(_ character: Character) -> Key { Key(.character(character), .alt) }
}

extension ClientState {
  func view(_ theme: Theme, after last: Frame? = nil) -> Frame { view(SharedTheme(theme), after: last) }
}

extension FuzzyMatch {
  static func score(_ query: String, in name: String) -> Int? { FuzzyMatch(query).score(name) }
}
