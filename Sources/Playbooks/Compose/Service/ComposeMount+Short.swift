import Basis
import Updates

extension ComposeMount {
    /// What is wrong with a short mount.
    struct Fault: Error {
        let why: String
    }

    /// Reads `[source:]target[:options]`.
    init(short node: ComposeNode) throws(Fault) {
        let text = node.text ?? ""
        var parts = try ComposeMount.parts(of: text)
        guard parts.count <= 3 else { throw Fault(why: "it has too many colons") }
        if parts.count == 2, parts[1].first.map({ $0 != "/" && $0 != "\\" }) ?? false,
            !ComposePath.isWindows(parts[1]), ComposeMount.areOptions(parts[1])
        {
            // `/path:ro` is a volume without a name.
            parts = [parts[0], "", parts[1]]
            (parts[0], parts[1]) = ("", parts[0])
        }
        let source = parts.count > 1 ? parts[0] : ""
        let target = parts.count > 1 ? parts[1] : parts[0]
        let located = { (text: String) in Located(text, at: node.span) }
        if source.isEmpty {
            self.init(
                kind: .volume, source: nil, target: located(ComposePath.clean(target)), span: node.span)
        } else if source.hasPrefix("\\\\") {
            self.init(kind: .npipe, source: located(source), target: located(target), span: node.span)
        } else if ComposeMount.isPath(source) {
            let path = ComposePath.resolve(source, in: node.directory)
            self.init(
                kind: .bind, source: located(path), target: located(ComposePath.clean(target)),
                span: node.span)
            createsHostPath = true
        } else {
            self.init(
                kind: .volume, source: located(source), target: located(ComposePath.clean(target)),
                span: node.span)
        }
        if parts.count == 3 { follow(options: parts[2], located) }
    }

    private mutating func follow(options: String, _ located: (String) -> Located<String>) {
        for option in options.split(separator: ",") {
            switch option {
            case "ro": isReadOnly = true
            case "rw": isReadOnly = false
            case "z", "Z": relabelling = located(String(option))
            case "nocopy": skipsCopy = true
            case "private", "rprivate", "shared", "rshared", "slave", "rslave":
                propagation = located(String(option))
            // Compose ignores what it does not know here, and so do the files that people have.
            default: break
            }
        }
    }

    private static func areOptions(_ text: String) -> Bool {
        let known: Set<Substring> = [
            "ro", "rw", "z", "Z", "nocopy", "private", "rprivate", "shared", "rshared", "slave", "rslave",
            "cached", "delegated", "consistent",
        ]
        return text.split(separator: ",").allSatisfy(known.contains)
    }

    private static func isPath(_ source: String) -> Bool {
        guard let first = source.first else { return false }
        return first == "." || first == "/" || first == "~" || ComposePath.isWindows(source)
    }

    /// The parts between colons; those of drives and of pipes stay within theirs.
    private static func parts(of text: String) throws(Fault) -> [String] {
        guard !text.isEmpty else { throw Fault(why: "it is empty") }
        var parts: [String] = []
        for piece in text.split(separator: ":", omittingEmptySubsequences: false) {
            if let last = parts.last, last.utf8.count == 1, last.utf8.first?.beginsName == true,
                piece.hasPrefix("\\")
                    || piece.hasPrefix("/") && parts.count == 1 && text.hasPrefix(last + ":/")
                        && text.utf8.count(where: { $0 == UInt8(ascii: ":") }) > 1
                        && last != last.lowercased()
            {
                parts[parts.count - 1] = last + ":" + piece
            } else {
                parts.append(String(piece))
            }
        }
        guard parts.allSatisfy({ !$0.isEmpty }) else { throw Fault(why: "nothing stands between two colons") }
        return parts
    }
}
