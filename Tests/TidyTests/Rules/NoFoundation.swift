extension Rule {
    static let noFoundation = Rule(
        "no-foundation",
        forbids: "Foundation anywhere, FoundationEssentials in Basis and Updates",
        instead: "FoundationEssentials: the whole of Foundation costs fifty megabytes and a slow start",
        planted: [
            .found(at: [1], "import Foundation\n"),
            .found(at: [1], "internal import struct Foundation.URL\n"),
            .found(at: [1], "import FoundationNetworking\n"),
            .found(at: [2], in: "Sources/Updates/Run/Run.swift", "\nimport FoundationEssentials\n"),
            .found(at: [1], in: "Sources/Basis/Span.swift", "package import FoundationEssentials\n"),
            .nearMiss("import FoundationEssentials\n// import Foundation\nlet a = \"import Foundation\"\n"),
        ],
        swift: { file in
            let isPure = file.path.hasPrefix("Sources/Basis/") || file.path.hasPrefix("Sources/Updates/")
            return file.imports.filter { found in
                found.module.hasPrefix("Foundation") && (found.module != "FoundationEssentials" || isPure)
            }.map { file.finding($0.line, "import \($0.module)") }
        })
}
