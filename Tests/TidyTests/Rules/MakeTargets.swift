extension Rule {
    static let makeTargets = Rule(
        "make-targets",
        forbids: "make X in README or Docs where the Makefile has no X",
        instead: "correct the paper, or write the target",
        planted: [
            .found(at: [1], in: "README.md", "Type `make test`.\n"),
            .files(
                [
                    "Makefile": "test: build\nbuild:\n\ttrue\n",
                    "README.md": "```sh\n$ make test proof\n```\n",
                ],
                found: ["README.md:2"]),
            .files([
                "Makefile": ".PHONY: test\nA := b\ntest build: c\nfuzz-%:\n\ttrue\n",
                "README.md":
                    "`make -j2 test V=1`, `make fuzz-tar`, `make`, make it\n```\nsudo make build # a\n```\n",
            ]),
        ],
        tree: { tree in
            let known = targets(of: tree.file(at: "Makefile"))
            return tree.papers.flatMap { paper in
                paper.commands.flatMap { command in
                    asked(in: command.text).filter { !isKnown($0, among: known) }.map { target in
                        Finding(path: paper.path, line: command.line, what: "no make \(target)")
                    }
                }
            }
        })

    private static func targets(of makefile: SourceFile?) -> Set<String> {
        var targets: Set<String> = []
        for line in makefile?.lines ?? []
        where line.first.map({ $0 != "\t" && $0 != "#" && $0 != " " }) == true {
            guard let colon = line.firstIndex(of: ":"), line[colon...].dropFirst().first != "=" else {
                continue
            }
            targets.formUnion(line[..<colon].split(separator: " ").map(String.init))
        }
        return targets
    }

    private static func asked(in command: String) -> [String] {
        let words = command.prefix { $0 != "#" }.split(separator: " ").drop {
            ["$", "#", "sudo"].contains($0)
        }
        guard words.first == "make" else { return [] }
        let plain = { (character: Character) in
            character.isLetter || character.isNumber || "-_.".contains(character)
        }
        return words.dropFirst().prefix { !["&&", "||", "|", ";", ">"].contains($0) }.map(String.init)
            .filter { word in !word.hasPrefix("-") && word.allSatisfy(plain) }
    }

    private static func isKnown(_ target: String, among known: Set<String>) -> Bool {
        known.contains(target)
            || known.contains { pattern in
                pattern.hasSuffix("%") && pattern.count > 1 && target.hasPrefix(pattern.dropLast())
            }
    }
}
