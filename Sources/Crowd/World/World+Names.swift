extension World {
  static let regularNames = [
    "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy", "kurt", "laura",
    "mateo", "niaj", "olivia", "peggy", "quentin", "rupert", "sybil", "trent", "ursula", "victor",
    "wendy", "xavier", "yuki", "zoe", "amara", "bjorn", "chloe", "diego", "elif", "fatima",
    "goran", "hana", "ines", "jonas", "kenji", "leila", "nadia", "oskar", "priya", "tomasz",
  ]

  static let botNames = ["pager", "train", "barista"]

  /// Those who chat with the demo user directly, besides the second demo user.
  static let peerNames = ["carol", "dave", "erin", "frank", "grace"]

  /// First names and an initial: `maria-k`, 1,200 of them; a larger crowd numbers them.
  static let otherNames: [String] = firstNames.flatMap { first in
    "abcdefghijklmnoprstuvwyz".map { "\(first)-\($0)" }
  }

  private static let firstNames = [
    "adam", "aisha", "anna", "anton", "bela", "cem", "clara", "dana", "david", "emil",
    "emma", "eva", "farid", "felix", "gita", "hanna", "hugo", "ida", "igor", "isabel",
    "jan", "joana", "karim", "kim", "lars", "lena", "liam", "lucia", "maja", "maria",
    "marta", "milan", "mina", "noah", "nora", "omar", "paula", "pavel", "petra", "rosa",
    "samir", "sara", "sofia", "stefan", "tara", "tim", "vera", "viktor", "yasmin", "zara",
  ]
}
