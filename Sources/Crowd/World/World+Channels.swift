extension World {
  static let plans = [
    ChannelPlan(
      "general", "Everyone, about everything that concerns everyone", size: nil, regulars: 40, weight: 6),
    ChannelPlan(
      "incidents", "Production incidents, now and past", size: 128, regulars: 28, weight: 5, bots: ["pager"]),
    ChannelPlan("random", "Not about work, mostly", size: 412, regulars: 34, weight: 5),
    ChannelPlan("kafka", "Topics, partitions, lag and patience", size: 42, regulars: 18, weight: 4),
    ChannelPlan("backend", "Services and those who wake them", size: 86, regulars: 22, weight: 4),
    ChannelPlan("frontend", "Everything that is one pixel off", size: 64, regulars: 20, weight: 4),
    ChannelPlan("databases", "Rows, locks and restores", size: 37, regulars: 16, weight: 3),
    ChannelPlan(
      "coffee", "State of the machine on the third floor", size: 150, regulars: 26, weight: 3,
      bots: ["barista"]),
    ChannelPlan("music", "What is in your headphones", size: 58, regulars: 18, weight: 2),
    ChannelPlan("books", "Reading, read, and meaning to read", size: 31, regulars: 14, weight: 2),
    ChannelPlan(
      "oncall-eu", "Handovers and nights, Europe", size: 5, regulars: 0, weight: 2, bots: ["pager"],
      always: ["carol", "grace", "heidi"], withSecond: false),
    ChannelPlan(
      "release", "Departures of the release train (announcements only)", size: 240, regulars: 30, weight: 2,
      bots: ["train"], readOnly: true),
  ]
}
