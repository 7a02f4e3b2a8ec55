import Arguments

/// How the client looks.
struct ScreenOptions: ParsableArguments {
  @Flag(
    inversion: .prefixedNo, help: "Let the mouse open channels and scroll; without it, dragging selects text."
  )
  var mouse = true
}
