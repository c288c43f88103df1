// swift-tools-version: 6.2
import PackageDescription

// The tree is the table of contents: a folder directly under Sources, or directly under Tools, Faces and C,
// is one target of the same name. Who may import whom is printed in Docs/Architecture.md and held by
// TidyTests.

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

func layer(
    _ name: String, in folder: String? = nil, sees dependencies: [Target.Dependency], carries: [Resource] = []
) -> Target {
    let path = ["Sources", folder, name].compactMap { $0 }.joined(separator: "/")
    return .target(
        name: name, dependencies: dependencies, path: path, resources: carries, swiftSettings: strict)
}

func tool(_ name: String, sees dependencies: [Target.Dependency]) -> Target {
    layer(name, in: "Tools", sees: ["Basis"] + dependencies)
}

func library(_ name: String, pkgConfig: String, package: String) -> Target {
    .systemLibrary(name: name, path: "Sources/C/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

func tests(
    _ name: String, sees dependencies: [Target.Dependency], besides folders: [String] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, path: "Tests/\(name)", exclude: folders, swiftSettings: strict
    )
}

/// What the build is told and plain sources cannot know. From the environment alone: the package manager
/// keeps a parsed manifest until its text or the environment changes, so anything asked of git here would go
/// stale. See Docs/Decisions/071-build-facts.md.
func buildFact(_ name: String, default fallback: String) -> CSetting {
    let told = Context.environment[name, default: ""]
    let sound = told.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".+-_".contains($0)) }
    return .define(name, to: "\"\(told.isEmpty || !sound ? fallback : told)\"")
}

/// Fuzz targets need libFuzzer's `main`, so they exist only where they are asked for: see
/// Tests/FuzzTests/run.sh.
func fuzz(_ name: String, sees dependencies: [Target.Dependency]) -> [Target] {
    guard Context.environment["BELAY_FUZZ"] != nil else { return [] }
    return [
        .executableTarget(
            name: "Fuzz\(name)", dependencies: dependencies, path: "Tests/FuzzTests/\(name)",
            exclude: ["corpus"],
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])])
    ]
}

/// One side of a comparison in Benchmarks, the program `bench-NAME`.
func benchmark(_ name: String, in folder: String? = nil, sees dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: "Bench\(name)", dependencies: dependencies, path: "Benchmarks/\(folder ?? name)/Bench",
        swiftSettings: strict)
}

let benchmarks = [
    benchmark("Archives", sees: ["Archives", "Basis"]),
    benchmark("Backup", sees: ["Basis", "Ports", "Steps", "Subprocesses", "Updates"]),
    benchmark("Empty", in: "Startup", sees: ["Commands"]),
    benchmark("Git", sees: ["Git", "Basis"]),
    benchmark("HTTP", sees: ["HTTP", "Basis"]),
    benchmark(
        "Journal", sees: ["Basis", "ContractChecks", "Ports", "SQLite", "Subprocesses", "Updates"]),
    benchmark("Seals", sees: ["Seals", "Basis"]),
    benchmark("Simulation", sees: ["Simulation", "Updates"]),
    benchmark("YAML", sees: ["YAML", "Basis"]),
]

let fuzzTargets =
    fuzz("Age", sees: ["Seals", "Basis"])
    + fuzz("Canary", sees: [])
    + fuzz("Compose", sees: ["Playbooks", "Updates", "Basis"])
    + fuzz("Expression", sees: ["Playbooks", "Updates", "Basis"])
    + fuzz("Kubernetes", sees: ["Playbooks", "Updates", "Basis"])
    + fuzz("Manifest", sees: ["Playbooks", "Updates", "Basis"])
    + fuzz("Playbook", sees: ["Playbooks", "Updates", "Basis"])
    + fuzz("Stdcopy", sees: ["HTTP", "Basis"])
    + fuzz("Tar", sees: ["Archives", "Basis"])
    + fuzz("WebSocket", sees: ["HTTP", "Basis"])
    + fuzz("YAML", sees: ["YAML", "Basis"])

let package = Package(
    name: "belay",
    products: [
        .executable(name: "belay", targets: ["belay"]),
        .executable(name: "load", targets: ["LoadCommand"]),
        .executable(name: "cluster-standin", targets: ["ClusterStandInCommand"]),
    ]
        + benchmarks.map {
            .executable(name: "bench-\($0.name.dropFirst(5).lowercased())", targets: [$0.name])
        }
        + fuzzTargets.map {
            .executable(name: "fuzz-\($0.name.dropFirst(4).lowercased())", targets: [$0.name])
        },
    targets: [
        .executableTarget(
            name: "belay", dependencies: ["Commands"], path: "Sources/belay", swiftSettings: strict),
        layer(
            "Commands",
            sees: [
                "Archives", "Basis", "CBuild", "Console", "Docker", "Engine", "Git", "HTTP",
                "Kubernetes", "Playbooks", "Ports", "SQLite", "Seals", "Steps", "Subprocesses", "Traffic",
                "Updates",
                "YAML",
            ]),
        layer(
            "Playbooks", sees: ["Basis", "Updates", "YAML"],
            carries: [.embedInCode("Embedded"), .embedInCode("Manual/Pages")]),
        layer(
            "Docker", in: "Platforms",
            sees: ["Archives", "Basis", "HTTP", "Ports", "Seals", "Subprocesses", "Updates"]),
        layer(
            "Kubernetes", in: "Platforms",
            sees: ["Basis", "HTTP", "Ports", "Seals", "Subprocesses", "Updates", "YAML"]),
        layer(
            "SQLite", in: "Journals",
            sees: ["Basis", "CLinux", "CSQLite", "Ports", "Seals", "Subprocesses", "Updates"]),
        layer("ContractChecks", in: "Proof", sees: ["Basis", "Ports", "Updates"]),
        layer("Console", in: "Faces", sees: ["Basis", "Ports", "Updates"]),
        layer("Traffic", sees: ["Basis", "HTTP", "Ports", "Subprocesses"]),

        tool("Archives", sees: ["CArchive", "CLinux"]),
        tool("Git", sees: ["CGit2", "CSSH2", "HTTP", "Subprocesses"]),
        tool("HTTP", sees: ["CCurl", "CLinux"]),
        tool("Seals", sees: ["CSodium"]),
        tool("Subprocesses", sees: ["CLinux"]),
        tool("YAML", sees: ["CYAML"]),

        layer("Simulation", in: "Proof", sees: ["Basis", "Engine", "Ports", "Updates"]),
        layer("Engine", sees: ["Basis", "Ports", "Updates"]),
        layer(
            "Steps",
            sees: ["Archives", "Basis", "Git", "HTTP", "Ports", "Seals", "Subprocesses", "Updates"]),
        layer("Ports", sees: ["Basis", "Updates"]),
        layer("Updates", sees: ["Basis"]),
        layer("Basis", sees: []),

        library("CArchive", pkgConfig: "libarchive", package: "libarchive-dev"),
        library("CCurl", pkgConfig: "libcurl", package: "libcurl4-openssl-dev"),
        library("CGit2", pkgConfig: "libgit2", package: "libgit2-dev"),
        library("CSSH2", pkgConfig: "libssh2", package: "libssh2-1-dev"),
        library("CSQLite", pkgConfig: "sqlite3", package: "libsqlite3-dev"),
        library("CSodium", pkgConfig: "libsodium", package: "libsodium-dev"),
        library("CYAML", pkgConfig: "yaml-0.1", package: "libyaml-dev"),
        .target(name: "CLinux", path: "Sources/C/CLinux"),
        .target(
            name: "CBuild", path: "Sources/C/CBuild",
            cSettings: [
                buildFact("BELAY_VERSION", default: "0.0.0"), buildFact("BELAY_COMMIT", default: ""),
            ]),

        // The other side of what the tests deploy: it sees nothing of ours, to be wrong in no way of ours.
        .target(
            name: "Load", dependencies: ["Basis"], path: "Tests/LoadGenerator/Load", swiftSettings: strict),
        .executableTarget(
            name: "LoadCommand", dependencies: ["Load"], path: "Tests/LoadGenerator/LoadCommand",
            swiftSettings: strict),

        // What the tests put behind switches; the engine's images are made of the same sources.
        .executableTarget(
            name: "TestApplication", path: "Tests/TestApplication",
            swiftSettings: [.swiftLanguageMode(.v6)]),

        // A process of its own for the tests of the journal: to be killed, stopped, and started twice.
        .executableTarget(
            name: "JournalWriter",
            dependencies: ["Basis", "ContractChecks", "Ports", "SQLite", "Subprocesses", "Updates"],
            path: "Tests/JournalWriter", swiftSettings: strict),

        // A Kubernetes API server for tests. It sees nothing of ours either, but a lock.
        .target(
            name: "ClusterStandIn", dependencies: ["Basis"], path: "Tests/ClusterStandIn",
            // Tests measure Belay, and shall not wait for what stands in for a cluster.
            swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
        .executableTarget(
            name: "ClusterStandInCommand", dependencies: ["ClusterStandIn"],
            path: "Tests/ClusterStandInCommand", swiftSettings: strict),
        tests("ArchivesTests", sees: ["Archives", "Basis"]),
        tests("BasisTests", sees: ["Basis"]),
        tests("ClusterStandInTests", sees: ["Basis", "ClusterStandIn", "HTTP"]),
        tests("ClusterUpdateTests", sees: ["Basis", "ClusterStandIn", "HTTP", "Subprocesses"]),
        tests(
            "CommandsTests",
            sees: ["Basis", "Commands", "Console", "Playbooks", "Ports", "Seals", "Updates"]),
        // One suite for the stand-in and, with BELAY_TEST_KUBECONFIG, for a real cluster.
        tests(
            "ConformanceTests",
            sees: [
                "Basis", "ClusterStandIn", "HTTP", "Kubernetes", "Ports", "Subprocesses", "Updates",
            ]),
        tests("ConsoleTests", sees: ["Console", "Basis"], besides: ["Goldens"]),
        tests("DockerTests", sees: ["Docker", "HTTP", "Playbooks", "Updates", "Basis"]),
        tests(
            "EngineTests",
            sees: [
                "Archives", "Basis", "Docker", "HTTP", "Load", "Playbooks", "Ports", "Steps", "Subprocesses",
                "Traffic", "Updates",
            ]),
        tests("GitTests", sees: ["Git", "Subprocesses", "Basis"]),
        tests("HTTPTests", sees: ["HTTP", "Basis"]),
        tests("KubernetesTests", sees: ["Basis", "ClusterStandIn", "HTTP", "Kubernetes", "Subprocesses"]),
        tests("LoadGeneratorTests", sees: ["Load"]),
        tests("PlanTests", sees: ["Playbooks", "Updates", "Basis"]),
        tests(
            "PlaybooksTests", sees: ["Playbooks", "Updates", "Subprocesses", "YAML", "Basis"],
            besides: ["Check/Goldens", "Compose/Goldens"]),
        tests("RunTests", sees: ["Simulation", "Updates", "Basis"], besides: ["Goldens"]),
        tests(
            "SQLiteTests",
            sees: ["ContractChecks", "Ports", "SQLite", "Seals", "Subprocesses", "Updates", "Basis"]),
        tests("SealsTests", sees: ["Seals", "Subprocesses", "Basis"]),
        tests(
            "SimulationTests", sees: ["ContractChecks", "Engine", "Simulation", "Ports", "Updates", "Basis"]),
        tests(
            "StepsTests",
            sees: ["Basis", "Ports", "Seals", "Simulation", "Steps", "Subprocesses", "Updates"],
            besides: ["Backup/s3server.py"]),
        tests("SubprocessesTests", sees: ["Subprocesses", "Basis"]),
        tests("TidyTests", sees: []),
        tests(
            "TrafficTests", sees: ["Basis", "HTTP", "Load", "Ports", "Subprocesses", "Traffic"]),
        tests("YAMLTests", sees: ["YAML", "Basis"]),
    ] + benchmarks + fuzzTargets,
    swiftLanguageModes: [.v6]
)
