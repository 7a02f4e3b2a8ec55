// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "dogear",
  targets: [
    .target(name: "Lanes"),
    .target(name: "ChatModel"),
    .target(name: "ChatServer", dependencies: ["ChatModel"]),
    .target(name: "Doubles", dependencies: ["ChatModel"]),
  ]
)
