extension World {
    /// What a list is asked for.
    struct Question: Sendable {
        let kind: Kind
        let namespace: String?
        let selectors: Selectors
        let limit: Int
        let token: String?
        let revision: String?
    }

    /// Answers a list, or one part of it.
    mutating func list(_ question: Question) throws(Refusal) -> JSON {
        let found: [JSON]
        let standing: Int64
        if let token = question.token {
            guard
                let (revision, rest) = rests[token].flatMap({ rest in
                    World.revision(of: token).map { ($0, rest) }
                })
            else {
                throw .expired(
                    "The provided continue parameter is too old to display a consistent list result. You can "
                        + "start a new list without the continue parameter, or use the continue token in "
                        + "this "
                        + "response to retrieve the remainder of the results.")
            }
            (standing, found) = (revision, rest)
        } else {
            if let asked = question.revision, !asked.isEmpty {
                guard let number = Int64(asked), number >= 0 else {
                    throw .badRequest(
                        "resourceVersion: Invalid value: \"\(asked)\": strconv.ParseUint: parsing "
                            + "\"\(asked)\": invalid syntax")
                }
                if number > revision { throw .tooLarge(number, current: revision) }
            }
            standing = revision
            found = all(question.kind.id, in: question.namespace).filter(question.selectors.match)
        }
        var metadata: JSON = ["resourceVersion": .text(String(standing))]
        var items = found
        if question.limit > 0, found.count > question.limit {
            items = Array(found.prefix(question.limit))
            let last = items.last.map { "\($0.namespace)/\($0.name)" } ?? ""
            let token = World.token(standing, last)
            if rests.count > World.restsAtMost { rests = [:] }
            rests[token] = Array(found.dropFirst(question.limit))
            metadata["continue"] = .text(token)
            metadata["remainingItemCount"] = .integer(Int64(found.count - question.limit))
        }
        return [
            "kind": .text("\(question.kind.name)List"), "apiVersion": .text(question.kind.apiVersion),
            "metadata": metadata,
            "items": .list(
                items.map {
                    var item = $0
                    item["apiVersion"] = nil
                    item["kind"] = nil
                    return item
                }),
        ]
    }

    /// Lists that nobody asks on about are forgotten when there are this many.
    private static let restsAtMost = 100

    private static func token(_ revision: Int64, _ last: String) -> String {
        let json: JSON = [
            "v": "meta.k8s.io/v1", "rv": .integer(revision), "start": .text(last + "\u{0}"),
        ]
        return Base64.text(json.bytes()).replacing("=", with: "")
    }

    private static func revision(of token: String) -> Int64? {
        Base64.urlBytes(token).flatMap { JSON($0) }?["rv"]?.integer
    }

    /// What a watch is told of what happened after a revision, up to now; nil if too much was forgotten.
    func changes(after revision: Int64) -> ArraySlice<Change>? {
        if revision < compacted { return nil }
        var (low, high) = (0, history.count)
        while low < high {
            let middle = (low + high) / 2
            if history[middle].revision > revision { high = middle } else { low = middle + 1 }
        }
        return history[low...]
    }
}
