extension Rule {
    static let docLinks = Rule(
        "doc-links",
        forbids: "a relative link in README or Docs that leads nowhere",
        instead: "correct the path, or write the page",
        planted: [
            .found(at: [2], in: "Docs/Hacking.md", "Words.\nSee [that](Nowhere.md).\n"),
            .found(at: [1], in: "README.md", "[a]: Docs/Nowhere.md\n"),
            .found(at: [1], in: "Docs/Hacking.md", "[that](../Nowhere.md#part)\n"),
            .files([
                "README.md": "[a](Docs/Hacking.md) [b](Docs) [c](https://example.org/x) [d](#part)\n",
                "Docs/Hacking.md":
                    "[a](../README.md#part) [b](Decisions/001-a.md) `[c](d)`\n```\n[e](f)\n```\n",
                "Docs/Decisions/001-a.md": "[up](../Hacking.md) [a](./001-a.md) <mailto:a@example.org>\n",
            ]),
        ],
        tree: { tree in
            tree.papers.flatMap { paper in
                paper.links.filter { !leads($0.text, from: paper.path, in: tree) }
                    .map { Finding(path: paper.path, line: $0.line, what: "nothing at \($0.text)") }
            }
        })

    private static func leads(_ link: String, from path: String, in tree: Tree) -> Bool {
        let target = link.prefix { $0 != "#" && $0 != "?" }
        if target.isEmpty || target.contains(":") || target.hasPrefix("//") { return true }
        var parts = target.hasPrefix("/") ? [] : path.split(separator: "/").dropLast()
        for part in target.split(separator: "/") where part != "." {
            if part != ".." {
                parts.append(part)
            } else if parts.popLast() == nil {
                return false
            }
        }
        return tree.contains(parts.joined(separator: "/"))
    }
}
