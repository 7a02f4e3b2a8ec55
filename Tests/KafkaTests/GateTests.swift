import Testing

@testable import Kafka

struct GateTests {
  @Test("a gate that opened between looking and waiting does not hold")
  func openedMeanwhile() async {
    let gate = Gate()
    let turn = gate.turn
    gate.open()
    await gate.wait(after: turn)
  }

  @Test("a gate lets through all who wait")
  func everyone() async {
    let gate = Gate()
    let turn = gate.turn
    await withTaskGroup { group in
      for _ in 0..<10 { group.addTask { await gate.wait(after: turn) } }
      group.addTask { gate.open() }
    }
    #expect(gate.turn == turn + 1)
  }
}
