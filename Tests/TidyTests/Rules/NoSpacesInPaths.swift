extension Rule {
    static let noSpacesInPaths = Rule(
        "no-spaces-in-paths",
        forbids: "a path with a space in it",
        instead: "CamelCase, or a dash: spaces break scripts",
        planted: [
            .found(at: [1], in: "Docs/Threat model.md", "Words.\n"),
            .nearMiss(in: "Docs/ThreatModel.md", "Words. [a](b c)\n"),
        ],
        tree: { tree in
            tree.files.filter { $0.path.contains(" ") }.map { $0.finding(1, "a space in the path") }
        })
}
