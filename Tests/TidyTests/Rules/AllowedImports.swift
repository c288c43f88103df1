extension Rule {
    static let allowedImports = Rule(
        "allowed-imports",
        forbids: "an import in Sources that the table of layers does not have",
        instead: "look at Docs/Architecture.md: data runs down once, and nothing knows what is above it",
        planted: [
            .found(at: [1], in: "Sources/Basis/Span.swift", "import Dispatch\n"),
            .found(at: [2], in: "Sources/Tools/HTTP/Client.swift", "import Basis\npackage import Git\n"),
            .found(at: [1], in: "Sources/Updates/Run/Run.swift", "import Synchronization\n"),
            .found(at: [1], in: "Sources/Platforms/Docker/Client.swift", "import struct Kubernetes.Pod\n"),
            .found(at: [1], in: "Sources/Steps/Probe/Probe.swift", "import CCurl\n"),
            .found(at: [1], in: "Sources/Sauces/Sauce.swift", "import Basis\n"),
            .nearMiss(
                in: "Sources/Tools/Git/Remote.swift",
                "internal import CGit2\nimport Subprocesses\nimport Basis\n"),
            .nearMiss(in: "Sources/Commands/Assembly.swift", "import Docker\nimport Engine\nimport HTTP\n"),
            .nearMiss(in: "Sources/Basis/Span.swift", "// import Dispatch\nlet a = \"import Git\"\n"),
            .nearMiss(in: "Sources/Tools/HTTP/Client.swift", "import HTTP\n"),
        ],
        swift: { file in
            guard let module = Module(path: file.path), !module.isTests else { return [] }
            return file.imports.compactMap { found in
                guard found.module != module.name else { return nil }
                guard let allowed = ImportTable.allowed[module.name] else {
                    return file.finding(found.line, "\(module.name) has no row in the table")
                }
                guard !allowed.contains(found.module) else { return nil }
                return file.finding(found.line, "\(module.name) imports \(found.module)")
            }
        })
}
