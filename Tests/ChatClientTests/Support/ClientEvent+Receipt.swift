import ChatClient
import ChatModel

extension ClientEvent {
  static func receiptAcknowledged(_ receipt: ReceiptEvent) -> ClientEvent { .receiptsAcknowledged([receipt]) }

  static func receiptFailed(_ receipt: ReceiptEvent, reason: String) -> ClientEvent {
    .receiptsFailed([receipt], reason: reason)
  }
}
