import Testing

@testable import Canvas

@Suite struct ListViewportTests {
  @Test func theSelectionStaysInView() {
    var list = ListViewport(count: 10, height: 3)
    list.select(5)
    #expect(list.visible == 3..<6)
    list.move(by: -4)
    #expect(list.selected == 1 && list.visible == 1..<4)
    list.selectLast()
    #expect(list.visible == 7..<10)
    list.page(by: -1)
    #expect(list.selected == 6 && list.visible == 6..<9)
    list.selectFirst()
    #expect(list.visible == 0..<3)
  }

  @Test func shrinkingKeepsTheSelectionInTheListAndInView() {
    var list = ListViewport(count: 10, height: 5)
    list.selectLast()
    list.resize(height: 2)
    #expect(list.visible == 8..<10)
    list.update(count: 4)
    #expect(list.selected == 3 && list.visible == 2..<4)
    list.update(count: 0)
    #expect(list.selected == nil && list.visible.isEmpty)
  }

  @Test func scrollingStopsAtTheSelectionAndAtTheEnds() {
    var list = ListViewport(count: 10, height: 4)
    list.scroll(by: 100)
    #expect(list.visible == 6..<10)
    list.scroll(by: -100)
    #expect(list.visible == 0..<4)
    list.select(1)
    list.scroll(by: 5)
    #expect(list.visible == 1..<5)
  }

  @Test func movingWithoutASelectionStartsAtAnEnd() {
    var list = ListViewport(count: 3, height: 3)
    list.move(by: 1)
    #expect(list.selected == 0)
    list.select(nil)
    list.move(by: -1)
    #expect(list.selected == 2)
    var none = ListViewport()
    none.move(by: 1)
    #expect(none.selected == nil && none.visible.isEmpty)
  }
}
