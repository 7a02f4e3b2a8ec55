extension String {
  /// The words of a camel-cased name in lower case with dashes between: `batchSize` and `userIDs` become
  /// `batch-size` and `user-ids`.
  var kebabCased: String {
    let characters = Array(self)
    var result = ""
    for (index, character) in characters.enumerated() {
      if index > 0, character.isUppercase {
        let previous = characters[index - 1]
        let beginsWord =
          index + 2 < characters.count && characters[index + 1].isLowercase
          && characters[index + 2].isLowercase
        if !previous.isUppercase || beginsWord { result += "-" }
      }
      result += character.lowercased()
    }
    return result
  }
}
