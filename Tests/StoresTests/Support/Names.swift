import ChatModel

/// The people and places of the examples.
let alice = UserID(stored: "alice")
let bob = UserID(stored: "bob")
let carol = UserID(stored: "carol")
let ghost = UserID(stored: "ghost")
let incidents = ChannelID(stored: "incidents")
let general = ChannelID(stored: "general")
let nowhere = ChannelID(stored: "nowhere")

/// `prefix` with the numbers from 0 on.
func users(_ prefix: String, _ count: Int) -> [UserID] {
  (0..<count).map { UserID(stored: "\(prefix)\($0)") }
}
