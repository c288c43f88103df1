/// A Markdown file as rules see it: its links and the commands it tells the reader to type.
struct Paper {
    /// Something found on a line.
    struct Mention: Hashable {
        let text: String
        let line: Int
    }

    let path: String
    /// Targets of links, outside of code.
    let links: [Mention]
    /// Lines of shell blocks and code in the running text.
    let commands: [Mention]

    init(_ file: SourceFile) {
        path = file.path
        var (links, commands): ([Mention], [Mention]) = ([], [])
        var fence: Substring?
        for (index, line) in file.lines.enumerated() {
            let text = line.drop { $0 == " " }
            if text.hasPrefix("```") || text.hasPrefix("~~~") {
                fence = fence == nil ? text.dropFirst(3) : nil
            } else if let language = fence {
                guard ["", "sh", "bash", "shell", "console"].contains(language) else { continue }
                commands.append(Mention(text: String(text), line: index + 1))
            } else {
                let spans = line.split(separator: "`", omittingEmptySubsequences: false)
                commands += spans.enumerated().filter { $0.offset % 2 == 1 }
                    .map { Mention(text: String($0.element), line: index + 1) }
                let prose = spans.enumerated().filter { $0.offset % 2 == 0 }.map { String($0.element) }
                links += Paper.links(in: prose.joined()).map { Mention(text: $0, line: index + 1) }
            }
        }
        (self.links, self.commands) = (links, commands)
    }

    /// `[text](target)` and `[name]: target`.
    private static func links(in line: String) -> [String] {
        var found: [String] = []
        var rest = line[...]
        while let open = rest.firstRange(of: "](") {
            rest = rest[open.upperBound...]
            found.append(String(rest.prefix { $0 != ")" && $0 != " " }))
        }
        if line.hasPrefix("["), let colon = line.firstRange(of: "]: ") {
            found.append(String(line[colon.upperBound...].prefix { $0 != " " }))
        }
        return found
    }
}

extension Tree {
    /// README and everything in Docs.
    var papers: [Paper] {
        files.filter { $0.path.hasSuffix(".md") && ($0.path.hasPrefix("Docs/") || !$0.path.contains("/")) }
            .map(Paper.init)
    }
}
