extension Rule {
    static let fileName = Rule(
        "file-name",
        forbids: "a file of Sources whose package or public type has another name than the file",
        instead: "name the file for its type: Type.swift, or Type+Aspect.swift for a part of it",
        planted: [
            .found(at: [1], in: "Sources/Engine/Loop.swift", "package struct Turn {}\n"),
            .nearMiss(in: "Sources/Engine/Loop.swift", "package struct Loop {}\n"),
            .nearMiss(
                in: "Sources/Engine/Loop+Turn.swift", "extension Loop {\n    package struct Turn {}\n}\n"),
            .nearMiss(in: "Sources/Engine/Words.swift", "struct Turn {}\nstruct Step {}\n"),
        ],
        swift: { file in
            guard file.path.hasPrefix("Sources/") else { return [] }
            guard let type = file.declarations.first(where: { $0.isType && $0.isOpen }) else { return [] }
            let stem = file.source.name.prefix { $0 != "." && $0 != "+" }
            return stem == type.name
                ? [] : [file.finding(type.lines.lowerBound, "\(type.name) in \(stem).swift")]
        })
}
