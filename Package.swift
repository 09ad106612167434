// swift-tools-version: 6.1
import PackageDescription

/// Settings that every Swift target shares; CI turns warnings into errors.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A module for a C library that the system's package manager brings.
func systemLibrary(_ name: String, pkgConfig: String, apt: String, brew: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt]), .brew([brew])])
}

let package = Package(
    name: "audit",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "audit", targets: ["audit"]),
        .library(name: "Validator", targets: ["Validator"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        .target(name: "COpenSSL", linkerSettings: [.linkedLibrary("crypto")]),
        systemLibrary("CIDN2", pkgConfig: "libidn2", apt: "libidn2-dev", brew: "libidn2"),
        systemLibrary("CPCRE2", pkgConfig: "libpcre2-8", apt: "libpcre2-dev", brew: "pcre2"),
        systemLibrary("CPostgreSQL", pkgConfig: "libpq", apt: "libpq-dev", brew: "libpq"),
        systemLibrary("CXML2", pkgConfig: "libxml-2.0", apt: "libxml2-dev", brew: "libxml2"),
        systemLibrary("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev", brew: "zlib"),
        systemLibrary("CZstd", pkgConfig: "libzstd", apt: "libzstd-dev", brew: "zstd"),

        .target(name: "Validator", dependencies: ["CIDN2", "CPCRE2", "CSimdjson"], swiftSettings: strict),
        .target(name: "Reporting", dependencies: ["Validator", "CXML2"], swiftSettings: strict),
        .target(
            name: "Loader",
            dependencies: [
                "Validator", "Reporting", "CCurl", "COpenSSL", "CPostgreSQL", "CZlib", "CZstd",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "audit",
            dependencies: [
                "Validator", "Loader", "Reporting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["Loader", "Validator", "CXML2"], path: "Tests/TestSupport",
            swiftSettings: strict),
        .target(
            name: "FuzzTargets", dependencies: ["Validator"], path: "Tests/FuzzTargets", swiftSettings: strict),
        .target(name: "CAllocations", path: "Tests/CAllocations"),
        .testTarget(
            name: "ValidatorTests", dependencies: ["CAllocations", "FuzzTargets", "Validator"], swiftSettings: strict),
        .testTarget(
            name: "ReportingTests", dependencies: ["Reporting", "Validator", "TestSupport"], exclude: ["Golden"],
            swiftSettings: strict),
        .testTarget(
            name: "LoaderTests", dependencies: ["Loader", "Reporting", "Validator", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests", dependencies: ["audit", "Loader", "Reporting", "Validator", "TestSupport"],
            swiftSettings: strict),
    ],
    cxxLanguageStandard: .cxx17
)
