// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that nobody builds it who only uses the product. scripts/benchmark runs it.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "audit", path: "..")],
    targets: [
        .executableTarget(
            name: "ValidatorBenchmark",
            dependencies: [.product(name: "Validator", package: "audit")],
            swiftSettings: [.swiftLanguageMode(.v6)]),
        // An SQS server that answers from memory, for scripts/benchmark queue and scaling.
        .executableTarget(name: "SQSStub", linkerSettings: [.linkedLibrary("crypto")]),
    ]
)
