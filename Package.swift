// swift-tools-version: 6.2

import PackageDescription

/// Every target is held to the same rules; `make test` adds warnings as errors and
/// the check that a target imports only what it names as a dependency.
let houseRules: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// The texts of notices are part of the program, so that there is no folder to look for.
let noticeTexts = ["assigned", "transferred", "resolved", "right-to-appeal"].flatMap { name in
    ["en", "hi"].map { "\(name).\($0)" }
}

let package = Package(
    name: "rajmap",
    products: [
        .executable(name: "rajmap", targets: ["rajmap"]),
        .library(name: "RouteEngine", targets: ["RouteEngine", "MasterData"]),
        .library(name: "rajroute", type: .dynamic, targets: ["RouteLibrary", "CRajRoute"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),

        .target(name: "MasterData", swiftSettings: houseRules),
        .target(
            name: "Digests",
            dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: houseRules),
        .target(
            name: "SourceReading",
            dependencies: ["MasterData", "Digests", "CLibXML2", "CMachine"],
            swiftSettings: houseRules),
        .target(
            name: "Staging",
            dependencies: [
                "MasterData", "Digests", "SourceReading", "CMachine",
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: houseRules),
        .target(name: "Changesets", dependencies: ["MasterData"], swiftSettings: houseRules),
        .target(name: "CMachine"),
        .target(
            name: "RouteEngine", dependencies: ["MasterData", "CMachine"],
            swiftSettings: houseRules),
        .target(name: "CRajRoute"),
        .target(
            name: "RouteLibrary", dependencies: ["RouteEngine", "MasterData", "CRajRoute"],
            swiftSettings: houseRules),
        .target(
            name: "Transfers", dependencies: ["MasterData", "RouteEngine"],
            resources: noticeTexts.map { .embedInCode("Notices/\($0).txt") },
            swiftSettings: houseRules),
        .target(
            name: "Plans",
            dependencies: ["MasterData", "Digests", "Changesets", "RouteEngine", "Transfers"],
            swiftSettings: houseRules),
        .target(
            name: "MappingStore",
            dependencies: [
                "MasterData", "Digests", "Changesets", "Transfers", "Plans",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: houseRules),
        .target(name: "CWebPost"),
        .target(name: "Webhooks", dependencies: ["CWebPost"], swiftSettings: houseRules),
        .target(
            name: "Maintenance",
            dependencies: [
                "MasterData", "Digests", "SourceReading", "Staging", "Changesets", "RouteEngine",
                "Transfers", "Plans", "MappingStore", "Webhooks",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: houseRules),
        .target(
            name: "Console",
            dependencies: [
                "MasterData", "Digests", "RouteEngine", "Transfers", "Plans", "MappingStore",
                "Maintenance", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: houseRules),
        .executableTarget(
            name: "rajmap",
            dependencies: [
                "MasterData", "Digests", "SourceReading", "Staging", "Changesets", "RouteEngine",
                "Transfers", "Plans", "MappingStore", "Maintenance", "Console",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: houseRules),
        .executableTarget(name: "starter-masters", swiftSettings: houseRules),
        .executableTarget(
            name: "simulate-complaints",
            dependencies: [
                "MasterData", "Staging", "Transfers", "Plans", "MappingStore", "Maintenance",
            ],
            swiftSettings: houseRules),

        .testTarget(
            name: "MasterDataTests", dependencies: ["MasterData"], swiftSettings: houseRules),
        .testTarget(
            name: "SourceReadingTests",
            dependencies: ["SourceReading", "MasterData", "Digests"], swiftSettings: houseRules),
        .testTarget(
            name: "StagingTests",
            dependencies: ["Staging", "SourceReading", "Changesets", "MasterData"],
            swiftSettings: houseRules),
        .testTarget(
            name: "ChangesetsTests", dependencies: ["Changesets", "MasterData"],
            swiftSettings: houseRules),
        .testTarget(
            name: "RouteEngineTests", dependencies: ["RouteEngine", "MasterData", "CMachine"],
            swiftSettings: houseRules),
        .testTarget(
            name: "TransfersTests", dependencies: ["Transfers", "RouteEngine", "MasterData"],
            swiftSettings: houseRules),
        .testTarget(
            name: "WebhooksTests", dependencies: ["Webhooks", "LoopbackReceiver"],
            swiftSettings: houseRules),
        .testTarget(
            name: "PlansTests", dependencies: ["Plans", "Changesets", "MasterData"],
            swiftSettings: houseRules),
        .testTarget(
            name: "MappingStoreTests",
            dependencies: [
                "MappingStore", "Plans", "Transfers", "RouteEngine", "Changesets", "MasterData",
                "Digests", "CSQLiteWitness",
            ],
            swiftSettings: houseRules),
        .testTarget(
            name: "MaintenanceTests",
            dependencies: [
                "Maintenance", "MappingStore", "Plans", "Transfers", "RouteEngine", "SourceReading",
                "Staging", "Changesets", "Digests", "MasterData", "CSQLiteWitness",
            ],
            swiftSettings: houseRules),
        .testTarget(
            name: "ConsoleTests",
            dependencies: [
                "Console", "Maintenance", "MappingStore", "Plans", "Transfers", "RouteEngine",
                "Changesets", "MasterData", "Staging",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: houseRules),
        .testTarget(
            name: "HouseTests", dependencies: ["MasterData", "Changesets", "Plans", "Transfers"],
            swiftSettings: houseRules),
        .target(
            name: "CSQLiteWitness", path: "Tests/CSQLiteWitness",
            linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(
            name: "LoopbackReceiver", path: "Tests/LoopbackReceiver", swiftSettings: houseRules),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "rajmap", "simulate-complaints", "RouteLibrary", "SourceReading", "MasterData",
                "LoopbackReceiver", .product(name: "Crypto", package: "swift-crypto"),
            ],
            exclude: ["Golden"],
            swiftSettings: houseRules),
    ]
)
