// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "dogear",
  targets: [
    .target(name: "Lanes"),
    .target(name: "ChatModel"),
  ]
)
