internal import Basis

extension Requests {
    /// A watch: what stands now if that is asked for, then what happens, until somebody has enough.
    func watch(_ kind: Kind, _ target: Target) throws(Refusal) -> (Wire) -> Void {
        let question = try self.question(kind, target)
        let wantsInitial = request.isAsked("sendInitialEvents")
        if request.asked("sendInitialEvents") != nil, request.asked("resourceVersionMatch") != "NotOlderThan"
        {
            throw Refusal(
                code: 422, reason: "Invalid",
                message: "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden: "
                    + "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan")
        }
        let asked = request.asked("resourceVersion") ?? ""
        guard let revision = asked.isEmpty ? 0 : Int64(asked), revision >= 0 else {
            throw .badRequest("resourceVersion: Invalid value: \"\(asked)\"")
        }
        let seconds = request.asked("timeoutSeconds").flatMap(Int64.init) ?? 1800
        let feed = WatchFeed(
            cluster: cluster, kind: kind, namespace: target.namespace, selectors: question.selectors,
            wantsBookmarks: request.isAsked("allowWatchBookmarks"), wantsInitial: wantsInitial,
            end: Moment.monotonic() + seconds * 1_000_000_000)
        return { wire in feed.tell(wire, from: revision) }
    }
}

/// What one watch is told.
private struct WatchFeed {
    let cluster: StandInCluster
    let kind: Kind
    let namespace: String?
    let selectors: Selectors
    let wantsBookmarks: Bool
    let wantsInitial: Bool
    let end: Int64

    func tell(_ wire: Wire, from start: Int64) {
        let bell = Bell()
        cluster.opened(wire)
        cluster.world.withLock { $0.bells[ObjectIdentifier(bell)] = bell }
        defer {
            cluster.world.withLock { $0.bells[ObjectIdentifier(bell)] = nil }
            cluster.closed(wire)
        }
        wire.write(
            Array(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n".utf8
            ))
        var last = start
        if start == 0 || wantsInitial {
            let (objects, revision) = cluster.world.withLock { world in
                (world.all(kind.id, in: namespace).filter(selectors.match), world.revision)
            }
            last = revision
            var text = objects.flatMap { WatchFeed.line("ADDED", $0) }
            if wantsInitial { text += bookmark(last, isInitialEnd: true) }
            guard WatchFeed.write(text, to: wire) else { return }
        }
        follow(wire, bell, from: last)
    }

    private func follow(_ wire: Wire, _ bell: Bell, from start: Int64) {
        var last = start
        let pause = cluster.world.withLock { Int64($0.settings.bookmarkMilliseconds) * 1_000_000 }
        var nextBookmark = Moment.monotonic() + pause
        while true {
            let (changes, revision, compacted) = cluster.world.withLock { world in
                (world.changes(after: last).map(Array.init), world.revision, world.compacted)
            }
            guard let changes else {
                let gone = Refusal.expired("too old resource version: \(last) (\(compacted))")
                WatchFeed.write(WatchFeed.line("ERROR", gone.status), to: wire)
                break
            }
            last = max(last, revision)
            guard WatchFeed.write(changes.flatMap(line), to: wire) else { return }
            let now = Moment.monotonic()
            if wantsBookmarks, now >= nextBookmark || now >= end {
                guard WatchFeed.write(bookmark(last, isInitialEnd: false), to: wire) else { return }
                nextBookmark = now + pause
            }
            if now >= end { break }
            let rest = (min(end, wantsBookmarks ? nextBookmark : end) - now + 999_999) / 1_000_000
            if bell.sleep(milliseconds: Int(max(1, rest)), besides: wire.socket) { return }
        }
        wire.write(Array("0\r\n\r\n".utf8))
    }

    /// What a change is to whoever sees only some objects.
    private func line(_ change: Change) -> [UInt8] {
        guard change.key.kind == kind.id, namespace == nil || namespace == change.key.namespace else {
            return []
        }
        let was = change.previous.map(selectors.match) ?? false
        let isNow = change.act != .deleted && selectors.match(change.object)
        switch (was, isNow) {
        case (false, true): return WatchFeed.line("ADDED", change.object)
        case (true, true): return WatchFeed.line("MODIFIED", change.object)
        case (true, false):
            // Who leaves the selection is seen as it was, at the revision at which it left.
            var object = change.act == .deleted ? change.object : change.previous ?? change.object
            object[["metadata", "resourceVersion"]] = .text(String(change.revision))
            return WatchFeed.line("DELETED", object)
        case (false, false): return []
        }
    }

    private func bookmark(_ revision: Int64, isInitialEnd: Bool) -> [UInt8] {
        var metadata: JSON = ["resourceVersion": .text(String(revision)), "creationTimestamp": .null]
        if isInitialEnd { metadata["annotations"] = ["k8s.io/initial-events-end": "true"] }
        return WatchFeed.line(
            "BOOKMARK",
            [
                "kind": .text(kind.name), "apiVersion": .text(kind.apiVersion), "metadata": metadata,
            ])
    }

    private static func line(_ type: String, _ object: JSON) -> [UInt8] {
        Array("{\"type\":\"\(type)\",\"object\":".utf8) + object.bytes() + Array("}\n".utf8)
    }

    @discardableResult
    private static func write(_ text: [UInt8], to wire: Wire) -> Bool {
        if text.isEmpty { return true }
        return wire.write(Array("\(String(text.count, radix: 16))\r\n".utf8) + text + [13, 10])
    }
}
