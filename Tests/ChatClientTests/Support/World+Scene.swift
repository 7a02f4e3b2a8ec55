import Canvas
import ChatModel

@testable import ChatClient

extension World {
  static let carolAndAlice = ChannelID(directBetween: Sample.alice, and: UserID(stored: "carol"))

  /// What the design's picture shows: an incident being talked through.
  static func scene(_ size: Size) -> World {
    var world = World(
      [
        Sample.info(Sample.incidents, topic: "Production incidents, now and past"),
        Sample.info(Sample.general, head: 12, topic: "Everything else"), Sample.info(Sample.random, head: 2),
        Sample.info(ChannelID(stored: "release"), head: 4, muted: true),
        Sample.info(Sample.bobAndAlice, head: 2, members: 2),
        Sample.info(carolAndAlice, head: 1, members: 2),
      ], size: size, opening: Sample.incidents)
    let said = [
      ("carol", "Rolling back api-3, error rate is at 2 %"), ("carol", "Do not deploy"),
      ("dave", "Back to normal here"),
      ("erin", "@alice can you confirm from the EU side? See #release for what went out last night."),
      ("frank", "p99 is flat again"),
    ]
    for (author, body) in said { _ = world.server.store(Sample.incidents, author: author, body: body) }
    world.server.read(3, in: Sample.incidents)
    world.server.read(2, in: Sample.random)
    world.server.read(1, in: carolAndAlice)
    world.begin()
    world.post(.heard(.notice(.status(ServerStatus()))))
    return world
  }
}
