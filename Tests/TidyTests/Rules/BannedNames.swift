extension Rule {
    private static let banned = [
        "Utils", "Util", "Utilities", "Helper", "Helpers", "Manager", "Common", "Extras", "Misc",
    ]

    static let bannedNames = Rule(
        "banned-names",
        forbids:
            "Util(s), Utilities, Helper(s), Manager, Common, Extras, Misc in names of files, folders, types",
        instead: "name it for what it does or is: a verb for an act, a noun of the domain for a thing",
        planted: [
            .found(at: [1], in: "Sources/Engine/StringUtils.swift", "let a = 1\n"),
            .found(at: [1], in: "Sources/Common/Run.swift", "let a = 1\n"),
            .found(at: [1], in: "Docs/misc.md", "Words.\n"),
            .found(at: [1], "struct RunManager {}\n"),
            .found(at: [2], "enum A {\n    struct Helpers {}\n}\n"),
            .found(at: [1], "typealias RunHelper = Int\n"),
            .nearMiss("struct Commons {}\nlet manager = packageManager()\n// class RunManager\n"),
            .nearMiss(in: "Sources/Engine/Miscellany.swift", "let a = \"struct Utils {}\"\n"),
        ],
        tree: { tree in
            let paths = tree.files.compactMap { file in
                isBanned(pathWords(file.path)).map { file.finding(1, "\($0) in the path") }
            }
            let types = tree.swift.flatMap { file in
                file.allDeclarations.filter { $0.isType || $0.keyword == "typealias" }.compactMap { type in
                    isBanned(humps(type.name)).map {
                        file.finding(type.lines.lowerBound, "\($0) in \(type.name)")
                    }
                }
            }
            return paths + types
        })

    private static func isBanned(_ words: [String]) -> String? {
        words.first { word in banned.contains { $0.lowercased() == word.lowercased() } }
    }

    private static func pathWords(_ path: String) -> [String] {
        path.split(whereSeparator: { "/.+-_ ".contains($0) }).flatMap { humps(String($0)) }
    }

    /// `HTTPRunManager` is `HTTPRun` and `Manager`: enough to find a banned word at its own capital.
    private static func humps(_ name: String) -> [String] {
        var words: [String] = []
        var wasLower = false
        for character in name {
            if character.isUppercase && wasLower || words.isEmpty { words.append("") }
            words[words.count - 1].append(character)
            wasLower = !character.isUppercase
        }
        return words
    }
}
