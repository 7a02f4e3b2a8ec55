import ChatModel

/// What a channel of the demo is to be like, before its members are chosen.
struct ChannelPlan: Sendable {
  let name: String
  let topic: String
  /// How many members it has; `nil` means everyone.
  let size: Int?
  /// How many regulars are among them.
  let regulars: Int
  let weight: Int
  let bots: [String]
  /// Regulars who are in it whatever the seed.
  let always: [String]
  let withSecond: Bool
  let readOnly: Bool

  init(
    _ name: String, _ topic: String, size: Int?, regulars: Int, weight: Int, bots: [String] = [],
    always: [String] = [], withSecond: Bool = true, readOnly: Bool = false
  ) {
    self.name = name
    self.topic = topic
    self.size = size
    self.regulars = regulars
    self.weight = weight
    self.bots = bots
    self.always = always
    self.withSecond = withSecond
    self.readOnly = readOnly
  }

  /// Fills the channel from people in the order given.
  func channel(me: UserID, second: UserID, regulars shuffled: [UserID], others: [UserID]) -> CrowdChannel {
    let fixed = always.map(UserID.init(stored:))
    let cast = fixed + shuffled.filter { !fixed.contains($0) }.prefix(regulars)
    let machines = (size == nil ? World.botNames : bots).map(UserID.init(stored:))
    var members = [me] + (withSecond ? [second] : []) + machines + cast
    members += others.prefix(max(0, (size ?? .max) - members.count))
    return CrowdChannel(
      id: ChannelID(stored: name), topic: topic, readOnly: readOnly, writers: Set(machines + cast),
      members: members, cast: cast, weight: weight)
  }
}
