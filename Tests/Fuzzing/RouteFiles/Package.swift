// swift-tools-version: 6.2

import PackageDescription

// Depends on the rule engine's product alone, so that a sanitizer is built into everything that
// runs. `scripts/sanitize` runs it; the tests are those of the engine, through a link.
let package = Package(
    name: "fuzz",
    dependencies: [.package(name: "rajmap", path: "../../..")],
    targets: [
        .executableTarget(
            name: "fuzz-route-file",
            dependencies: [.product(name: "RouteEngine", package: "rajmap")],
            swiftSettings: [.swiftLanguageMode(.v6)]),
        .testTarget(
            name: "RouteEngineTests",
            dependencies: [.product(name: "RouteEngine", package: "rajmap")],
            swiftSettings: [
                .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ]),
    ]
)
