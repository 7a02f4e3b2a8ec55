import Canvas

/// The parts of a screen as values: a part whose value is that of the last frame need not be drawn again.
///
/// Comparing costs little: what has not changed is the same storage.
struct ScreenParts: Equatable {
  let layout: ScreenLayout
  let frame: FrameView
  let list: ChannelListView
  let pane: PaneView?
  let composer: ComposerView?
  /// What stands in the place of messages while no channel is open.
  let words: String
}

/// The rows of a screen that tell what the pane shows, and so are known once that is drawn.
struct ScreenRows: Equatable {
  let header: HeaderView?
  let info: InfoLine
}
