/// Which items of a list are in view, and which is selected; the selected one is kept in view.
public struct ListViewport: Hashable, Sendable {
  /// The number of items.
  public private(set) var count: Int
  /// The number of items that fit, one row each.
  public private(set) var height: Int
  /// The first item in view.
  public private(set) var offset = 0
  /// The selected item; nil when there is none.
  public private(set) var selected: Int?

  /// A viewport at the top of a list, with nothing selected.
  public init(count: Int = 0, height: Int = 0) {
    self.count = max(0, count)
    self.height = max(0, height)
  }

  /// The items in view.
  public var visible: Range<Int> {
    offset..<min(count, offset + height)
  }

  /// Selects an item, or the nearest there is, and brings it into view; nil selects none.
  public mutating func select(_ item: Int?) {
    selected = item.flatMap { count > 0 ? min(max(0, $0), count - 1) : nil }
    reveal()
  }

  /// Selects the item so many below, or above if negative; without a selection, the first or the last item.
  public mutating func move(by items: Int) {
    select(selected.map { $0 + items } ?? (items < 0 ? count - 1 : 0))
  }

  /// Moves by whole pages.
  public mutating func page(by pages: Int) {
    move(by: pages * max(1, height))
  }

  /// Selects the first item.
  public mutating func selectFirst() { select(0) }

  /// Selects the last item.
  public mutating func selectLast() { select(count - 1) }

  /// Changes the number of items that fit.
  public mutating func resize(height: Int) {
    self.height = max(0, height)
    reveal()
  }

  /// Changes the number of items; a selection beyond the end moves to the last one.
  public mutating func update(count: Int) {
    self.count = max(0, count)
    select(selected)
  }

  /// Moves the view without the selection, until the selected item is at its edge.
  public mutating func scroll(by items: Int) {
    offset += items
    reveal()
  }

  private mutating func reveal() {
    offset = max(0, min(offset, count - height))
    guard let selected, height > 0 else { return }
    offset = min(selected, max(offset, selected - height + 1))
  }
}
