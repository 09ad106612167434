// swift-tools-version: 6.1
import PackageDescription

// libFuzzer's harness: a package of its own, so that nothing of it reaches those who use audit. See scripts/fuzz.
// Sources/FuzzTargets is a link to Tests/FuzzTargets, which the tests run too.
let package = Package(
    name: "Fuzzing",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "audit", path: "..")],
    targets: [
        .target(name: "FuzzTargets", dependencies: [.product(name: "Validator", package: "audit")]),
        .target(name: "CFuzzer"),
        .executableTarget(name: "Fuzz", dependencies: ["CFuzzer", "FuzzTargets"]),
    ]
)
