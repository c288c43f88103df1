extension Rule {
    static let cBehindOneDoor = Rule(
        "c-behind-one-door",
        forbids: "a C module imported so that its types leak, or by two targets",
        instead: "internal import, in the one target that owns the library; everything else asks that target",
        planted: [
            .found(at: [1], in: "Sources/Tools/HTTP/Client.swift", "package import CCurl\n"),
            .found(at: [1], in: "Sources/Tools/HTTP/Client.swift", "@_exported import CCurl\n"),
            .files(
                [
                    "Sources/Tools/HTTP/A.swift": "import CCurl\n",
                    "Sources/Tools/HTTP/B.swift": "import CCurl\n",
                    "Sources/Tools/YAML/C.swift": "internal import CCurl\n",
                    "Tests/HTTPTests/D.swift": "import CCurl\n",
                ], found: ["Sources/Tools/YAML/C.swift:1", "Tests/HTTPTests/D.swift:1"]),
            .nearMiss(in: "Sources/Tools/HTTP/Client.swift", "internal import CCurl\nimport CLinux\n"),
            .files([
                "Sources/Tools/HTTP/A.swift": "import CLinux\n",
                "Sources/Tools/Subprocesses/A.swift": "internal import CLinux\n",
                "Benchmarks/YAML/A.swift": "import CYAML\n",
            ]),
        ],
        tree: { tree in
            var owners: [String: String] = [:]
            var findings: [Finding] = []
            for file in tree.swift {
                guard let module = Module(path: file.path) else { continue }
                let doors = file.imports.filter { isDoor($0.module) }
                for door in doors {
                    let exports = file.source.line(door.line - 1).starts(with: "@_exported".utf8)
                    if exports || !Set(door.access).isDisjoint(with: ["public", "package"]) {
                        findings.append(file.finding(door.line, "\(door.module) leaks"))
                    }
                    guard !ImportTable.sharedDoors.contains(door.module) else { continue }
                    let owner = owners[door.module] ?? module.name
                    owners[door.module] = owner
                    if owner != module.name {
                        findings.append(file.finding(door.line, "\(door.module) belongs to \(owner)"))
                    }
                }
            }
            return findings
        })

    /// Our C modules are called `C` and a name with a capital.
    private static func isDoor(_ module: String) -> Bool {
        module.first == "C" && (module.dropFirst().first?.isUppercase ?? false)
    }
}
