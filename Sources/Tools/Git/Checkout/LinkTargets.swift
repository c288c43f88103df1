/// Where the symbolic links of a tree lead, followed as the kernel would, links in links included.
struct LinkTargets {
    /// As many links on one way as Linux follows.
    private static let hopLimit = 40

    /// Path of a link from the root, and what is written in it.
    var targets: [String: String] = [:]

    /// Why a link must not be made, or nil if it stays inside.
    func objection(to path: String) -> String? {
        guard let target = targets[path] else { return nil }
        if target.isEmpty { return "a link to nothing" }
        var place = path.split(separator: "/").dropLast().map(String.init)
        var ahead = pieces(target)
        if target.hasPrefix("/") { return "a link to \(target), an absolute path" }
        var hops = 0
        while let piece = ahead.popLast() {
            switch piece {
            case ".": continue
            case "..":
                guard place.popLast() != nil else {
                    return "a link to \(target), which leads out of the directory"
                }
            default:
                place.append(piece)
                guard let next = targets[place.joined(separator: "/")] else { continue }
                hops += 1
                guard hops <= LinkTargets.hopLimit else { return "a link that leads through too many links" }
                guard !next.hasPrefix("/") else { return "a link that leads through another to \(next)" }
                place.removeLast()
                ahead += pieces(next)
            }
        }
        return nil
    }

    /// The pieces of a target, last one first.
    private func pieces(_ target: String) -> [String] {
        target.split(separator: "/").reversed().map(String.init)
    }
}
