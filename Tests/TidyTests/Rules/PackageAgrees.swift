extension Rule {
    private static let example = """
        let package = Package(
            name: "belay",
            products: [.executable(name: "belay", targets: ["belay"])],
            targets: [
                .executableTarget(name: "belay", dependencies: ["Commands"], path: "Sources/belay"),
                tool("YAML", sees: ["CYAML"]),
                layer("Basis", sees: []),
                library("CYAML", pkgConfig: "yaml-0.1", package: "libyaml-dev"),
                tests("YAMLTests", sees: ["YAML", "Basis"]),
            ]
        )

        """

    static let packageAgrees = Rule(
        "package-agrees",
        forbids:
            "a dependency in Package.swift beyond the table of layers, one that no file imports, an import "
            + "that Package.swift does not give",
        instead: "declare what is imported and nothing else",
        planted: [
            .files(
                ["Package.swift": example.replacing("[\"CYAML\"]", with: "[\"CYAML\", \"Git\"]")],
                found: ["Package.swift:6"]),
            .files(
                ["Package.swift": example.replacing("layer(\"Basis\"", with: "layer(\"Bass\"")],
                found: ["Package.swift:7"]),
            .files(
                ["Package.swift": example, "Tests/YAMLTests/A.swift": "import YAML\n"],
                found: ["Package.swift:9"]),
            .files(
                [
                    "Package.swift": example,
                    "Tests/YAMLTests/A.swift": "import YAML\nimport Basis\nimport Git\n",
                ],
                found: ["Tests/YAMLTests/A.swift:3"]),
            .files([
                "Package.swift": example,
                "Tests/YAMLTests/A.swift": "import YAML\nimport Testing\nimport Basis\n",
                "Sources/belay/Belay.swift": "import Commands\n",
            ]),
        ],
        tree: { tree in
            guard let file = tree.swift.first(where: { $0.path == "Package.swift" }) else { return [] }
            let targets = PackageManifest(file).targets.filter { !$0.isC }
            let imports = Dictionary(grouping: tree.swift) { Module(path: $0.path)?.name ?? "" }
            return targets.flatMap { target in
                let files = imports[target.name] ?? []
                return beyondTable(target, in: file) + unused(target, by: files, in: file)
                    + undeclared(target, by: files)
            }
        })

    private static func beyondTable(_ target: PackageManifest.Target, in file: SwiftFile) -> [Finding] {
        guard !target.name.hasSuffix("Tests") else { return [] }
        guard let allowed = ImportTable.allowed[target.name] else {
            return [file.finding(target.line, "\(target.name) has no row in the table of layers")]
        }
        return target.dependencies.filter { !allowed.contains($0) }
            .map { file.finding(target.line, "\(target.name) may not see \($0)") }
    }

    private static func unused(
        _ target: PackageManifest.Target, by files: [SwiftFile], in manifest: SwiftFile
    ) -> [Finding] {
        let imported = Set(files.flatMap(\.imports).map(\.module))
        guard !imported.isEmpty else { return [] }
        return target.dependencies.filter { !imported.contains($0) }
            .map { manifest.finding(target.line, "no file of \(target.name) imports \($0)") }
    }

    private static func undeclared(_ target: PackageManifest.Target, by files: [SwiftFile]) -> [Finding] {
        let given = ImportTable.forTests.union(target.dependencies).union([target.name])
        return files.flatMap { file in
            file.imports.filter { !given.contains($0.module) }
                .map { file.finding($0.line, "Package.swift does not give \($0.module) to \(target.name)") }
        }
    }
}
