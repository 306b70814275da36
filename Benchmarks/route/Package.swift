// swift-tools-version: 6.2

import PackageDescription

// Depends on the rule engine's product alone, as a program that embeds it does.
let package = Package(
    name: "route-bench",
    dependencies: [.package(name: "rajmap", path: "../..")],
    targets: [
        .executableTarget(
            name: "route-bench",
            dependencies: [.product(name: "RouteEngine", package: "rajmap")],
            swiftSettings: [.swiftLanguageMode(.v6)])
    ]
)
