extension ReplyBook {
  /// The answers of the demo.
  static let usual = ReplyBook(
    rules: [
      Rule(
        keywords: ["thanks", "thank", "thx", "danke", "merci", "gracias", "cheers"],
        answers: [
          "any time 🙂", "you are welcome. The cake is on you, though", "de nada",
          "happy to help, at least once",
        ]),
      Rule(
        keywords: ["deploy", "deployed", "deploying", "release", "rollout", "ship", "merge", "merged"],
        answers: [
          "holding my breath and a coffee. Tell us when it is out", "is it behind a flag? I like flags",
          "graphs are open here, nothing red so far", "the train leaves at 14:00, there is one seat left 🚆",
        ]),
      Rule(
        keywords: [
          "rollback", "revert", "broken", "down", "outage", "incident", "error", "errors", "failing",
        ],
        answers: [
          "looking. Do we have a time when it began?", "I see it here as well. Writing the timeline",
          "is it DNS? I am asking early this time", "error rate is falling on my side, can you confirm?",
        ]),
      Rule(
        keywords: ["lag", "kafka", "consumer", "partition", "rebalance", "offset"],
        answers: [
          "lag is at 3 here. Events, not seconds",
          "have you tried a smaller batch? It helped the last two times",
          "nothing is lost, it is only late. Like me", "I have the group open, nobody has left so far",
        ]),
      Rule(
        keywords: ["badge", "badges", "unread", "counter", "counters", "read"],
        answers: [
          "mine says the same number. It is a max, it cannot disagree for long",
          "mark one as unread and watch it rise by one. Very soothing",
          "we see that you have seen it 👀",
        ]),
      Rule(
        keywords: ["coffee", "tea", "lunch", "cake", "kaffee", "café"],
        answers: [
          "yes please ☕", "five minutes, I am nearly compiled", "the machine says E-17, bring a friend",
          "I know a place. It has chairs and everything",
        ]),
      Rule(
        keywords: ["test", "testing", "tests", "ci", "build"],
        answers: [
          "received, loud and clear", "green here ✅",
          "it passed on the second try, so let us talk about the first",
        ]),
      Rule(
        keywords: ["hello", "hi", "hey", "morning", "hallo", "hola", "moin", "bonjour", "こんにちは"],
        answers: [
          "hey! 👋", "good to see you. We were just talking about you. Only nice things", "こんにちは 👋",
          "hi! Mind the fourth chair, it is new",
        ]),
      Rule(
        keywords: ["bye", "later", "night", "weekend", "tomorrow"],
        answers: [
          "see you! I keep your unread messages warm", "have a good one 🌙", "bye, do not forget the umbrella",
        ]),
      Rule(
        keywords: ["lol", "haha", "hahaha", "funny", "joke"],
        answers: ["I am here all week", "that goes on the fridge 😄", "quoted in the minutes"]),
    ],
    toQuestions: [
      "good question. My first answer is yes, my second is a diagram",
      "as far as I know, yes, but let me check",
      "it depends. Give me two minutes and I say on what", "no idea, but I would like to know as well",
      "somebody wrote that up: https://wiki.example/questions/42",
    ],
    toAnswers: [
      "thank you, that helps!", "perfect, noted 📝", "that is what I hoped. Thanks for being quick",
      "ha, that makes a coffee I have lost. Thanks!",
    ],
    others: [
      "+1", "noted 📝", "I was about to write the same", "that makes sense to me", "say more?",
      "putting this into the minutes", "well put 👏", "fair. I would only change the font",
    ])
}
