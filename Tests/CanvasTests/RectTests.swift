import Testing

@testable import Canvas

@Suite struct RectTests {
  private let rect = Rect(x: 2, y: 3, width: 10, height: 4)

  @Test func splitsCoverTheWholeAndNeverMore() {
    #expect(rect.splitLeft(3).left == Rect(x: 2, y: 3, width: 3, height: 4))
    #expect(rect.splitLeft(3).rest == Rect(x: 5, y: 3, width: 7, height: 4))
    #expect(rect.splitRight(3).right == Rect(x: 9, y: 3, width: 3, height: 4))
    #expect(rect.splitRight(3).rest == Rect(x: 2, y: 3, width: 7, height: 4))
    #expect(rect.splitTop(1).top == Rect(x: 2, y: 3, width: 10, height: 1))
    #expect(rect.splitBottom(1).bottom == Rect(x: 2, y: 6, width: 10, height: 1))
    #expect(rect.splitLeft(99).left == rect && rect.splitLeft(99).rest.isEmpty)
    #expect(rect.splitTop(-1).top.isEmpty && rect.splitTop(-1).rest == rect)
  }

  @Test func insetsAndRowsOutsideAreEmpty() {
    #expect(rect.inset() == Rect(x: 3, y: 4, width: 8, height: 2))
    #expect(rect.inset(by: 2).isEmpty)
    #expect(rect.row(0) == Rect(x: 2, y: 3, width: 10, height: 1))
    #expect(rect.row(4).isEmpty && rect.row(-1).isEmpty)
  }

  @Test func intersectionsOfDisjointRectanglesAreEmpty() {
    #expect(
      rect.intersection(Rect(x: 11, y: 6, width: 5, height: 5)) == Rect(x: 11, y: 6, width: 1, height: 1))
    #expect(rect.intersection(Rect(x: 12, y: 3, width: 5, height: 5)).isEmpty)
    #expect(rect.contains(Point(x: 11, y: 6)) && !rect.contains(Point(x: 12, y: 6)))
  }

  @Test func overlaysAreCenteredAndNeverLargerThanTheScreen() {
    #expect(rect.centered(Size(width: 4, height: 2)) == Rect(x: 5, y: 4, width: 4, height: 2))
    #expect(rect.centered(Size(width: 40, height: 20)) == rect)
  }
}
