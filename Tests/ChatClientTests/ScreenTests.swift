import Canvas
import ChatModel
import Testing

@testable import ChatClient

@Suite struct ScreenTests {
  @Test(
    "dump",
    arguments: [
      (80, 24), (120, 40), (40, 10), (200, 50), (20, 5), (24, 6), (64, 8), (30, 8), (12, 3), (11, 3), (1, 1),
    ])
  func dump(width: Int, height: Int) {
    var world = World.scene(Size(width: width, height: height))
    world.draw()
    print("=== \(width)x\(height)\n\(world.screen)\n===")
    if width == 80 {
      world.wait(.milliseconds(300))
      print(world.client.view(.monochrome).canvas.styleMap)
      world.press(Key(.character("?")))
      print(world.screen)
      world.press(Key(.escape), Key(.character("/")))
      print(world.screen)
      print(KeyMap.markdownTable)
    }
  }
}
