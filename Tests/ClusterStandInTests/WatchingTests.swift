import Basis
import ClusterStandIn
import HTTP
import Testing

@Suite struct WatchingTests {
    /// The next events of a watch.
    private func events(_ count: Int, of response: HTTPResponse) async throws -> [JSON] {
        var (bytes, events): ([UInt8], [JSON]) = ([], [])
        while events.count < count, let piece = try await response.body.next() {
            bytes += piece
            while let end = bytes.firstIndex(of: 10) {
                events.append(try #require(JSON(Array(bytes[..<end]))))
                bytes.removeFirst(end + 1)
            }
        }
        return events
    }

    @Test func everyChangeSinceARevisionIsToldOnce() async throws {
        try await withCluster { caller in
            let since = try #require(
                try await caller.call(.get, maps).json[["metadata", "resourceVersion"]]?.text)
            try await caller.call(.post, maps, map("a"))
            let watch = try await caller.open(
                .get, "\(maps)?watch=true&resourceVersion=\(since)&fieldSelector=metadata.name%3Da")
            try await caller.call(.patch, "\(maps)/a", map("a", "2"), type: Caller.merge)
            try await caller.call(.delete, "\(maps)/a")
            let told = try await events(3, of: watch)
            #expect(told.map { $0["type"] } == ["ADDED", "MODIFIED", "DELETED"])
            #expect(told.map { $0[["object", "data", "key"]] } == ["1", "2", "2"])
        }
    }

    @Test func aForgottenRevisionIsGone() async throws {
        try await withCluster { caller in
            let since = try #require(
                try await caller.call(.get, maps).json[["metadata", "resourceVersion"]]?.text)
            try await caller.call(.post, maps, map("a"))
            caller.cluster.compact()
            let watch = try await caller.open(.get, "\(maps)?watch=true&resourceVersion=\(since)")
            let told = try await events(1, of: watch)
            #expect(watch.status == 200)
            #expect(told.first?["type"] == "ERROR")
            #expect(told.first?[["object", "code"]] == 410)
            #expect(told.first?[["object", "reason"]] == "Expired")
        }
    }

    @Test func whatLeavesTheSelectionIsDeleted() async throws {
        try await withCluster { caller in
            var marked = map("a")
            marked[["metadata", "labels"]] = ["mark": "yes"]
            let made = try await caller.call(.post, maps, marked).json
            let since = try #require(made[["metadata", "resourceVersion"]]?.text)
            let watch = try await caller.open(
                .get, "\(maps)?watch=true&resourceVersion=\(since)&labelSelector=mark%3Dyes")
            let bare: JSON = ["metadata": ["labels": .null]]
            try await caller.call(.patch, "\(maps)/a", bare, type: Caller.merge)
            let told = try await events(1, of: watch)
            #expect(told.first?["type"] == "DELETED")
        }
    }

    @Test func aQuietWatchGetsBookmarks() async throws {
        var settings = StandInSettings()
        settings.bookmarkMilliseconds = 20
        try await withCluster(settings) { caller in
            let watch = try await caller.open(
                .get, "\(maps)?watch=true&resourceVersion=1030&allowWatchBookmarks=true")
            let told = try await events(4, of: watch)
            #expect(told.last?["type"] == "BOOKMARK")
            #expect(told.last?[["object", "metadata", "resourceVersion"]]?.text != nil)
        }
    }
}
