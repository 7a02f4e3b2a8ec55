import Canvas
import ChatClient
import ChatModel
import Playback

/// What a script can see of the client: its state, and the last frame that was drawn.
struct ClientFacts: ScreenFacts {
  let state: ClientState
  let canvas: Canvas

  var title: String { state.windowTitle }
  var openChannel: String? { state.openChannelName }
  var total: (unread: Int, mentions: Int) { (state.total.unread, state.total.mentions) }
  var pendingReceipts: Int { state.pendingReceipts }

  func badge(of channel: String) -> (unread: Int, mentions: Int)? {
    state.badge(named: channel).map { ($0.unread, $0.mentions) }
  }
}
