internal import Glibc

extension Rule {
    // Put together from halves, so that this file does not break its own rule.
    private static let hosts = [
        "py" + "pi.org", "npm" + "js.org", "npm" + "js.com", "crates" + ".io", "ruby" + "gems.org",
        "proxy." + "golang.org", "maven" + ".org",
    ]
    private static let tools = [
        "clau" + "de", "anthro" + "pic", "open" + "ai", "chat" + "gpt", "co" + "pilot", "cod" + "ex",
        "L" + "LM",
    ]
    private static let folders = ["/wo" + "rk/", "/Us" + "ers/"]

    static let noWorkplace = Rule(
        "no-workplace",
        forbids: "paths of a workplace, hosts of package registries and names of assistants in tracked text",
        instead: "a path from the root of the checkout; a neutral word; nothing",
        planted: [
            .found(at: [1], "let a = \"\(folders[0])main\"\n"),
            .found(at: [2], "\n// see \(hosts[0])/project\n"),
            .found(at: [1], in: "Docs/Hacking.md", "By \(tools[0].uppercased()).\n"),
            .found(at: [1], in: "Docs/Hacking.md", "An \(tools[6]) wrote it.\n"),
            .nearMiss("let a = \"net\(folders[0])\" + \"/workers/\" // \(tools[0])x my\(hosts[0])x\n"),
            .nearMiss(in: "Docs/Hacking.md", "Co-pilot, all\(tools[6])s, work/main\n"),
        ],
        text: { file in
            let text = String(decoding: file.bytes, as: UTF8.self).lowercased()
            let suspects = (hosts + tools + folders).filter { word in
                text.withCString { strstr($0, word.lowercased()) != nil }  // Quick: few files have any.
            }
            guard !suspects.isEmpty else { return [] }
            return file.lines.enumerated().compactMap { index, line in
                suspects.first { isNamed($0, in: line) }.map { file.finding(index + 1, $0) }
            }
        })

    /// Whether a line has the word by itself: no letter or digit around it, nor a dot before a path.
    private static func isNamed(_ word: String, in line: String) -> Bool {
        let (text, sought) = (line.lowercased(), word.lowercased())
        return text.ranges(of: sought).contains { range in
            let before = text[..<range.lowerBound].last
            let after = text[range.upperBound...].first
            let isPath = sought.hasPrefix("/")
            let startsFresh = before.map { !$0.isLetter && !$0.isNumber && !(isPath && "._-}".contains($0)) }
            return (startsFresh ?? true) && (isPath || !(after.map { $0.isLetter || $0.isNumber } ?? false))
        }
    }
}
