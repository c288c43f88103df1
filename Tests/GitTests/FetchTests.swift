import Basis
import Glibc
import Synchronization
import Testing

@testable import Git

@Suite struct FetchTests {
    @Test func theFirstFetchMakesABareClone() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            let first = try project.commit("a", "1\n")
            try project.git("tag", "v1.0.0")
            try project.commit("a", "2\n")
            try project.git("tag", "-a", "-m", "second", "v1.1.0")
            let clone = Clone(at: "\(scratch.path)/clone")
            let report = try await clone.fetch(from: try project.upstream, until: .soon)
            #expect(report.changes.map(\.name) == ["v1.0.0", "v1.1.0", "main"])
            #expect(report.defaultBranch == "main" && report.objects > 0 && report.movedTags.isEmpty)
            let light = try await clone.tag("v1.0.0", until: .soon)
            #expect(light == RefTarget(object: first, commit: first) && !light.isAnnotated)
            let annotated = try await clone.tag("v1.1.0", until: .soon)
            #expect(annotated.isAnnotated)
            #expect(
                annotated
                    == RefTarget(object: try project.id("v1.1.0"), commit: try project.id("v1.1.0^{}")))
            #expect(try await clone.branch(nil, until: .soon) == project.id("main"))
            try Program.run(["git", "-C", clone.path, "fsck", "--strict"], in: scratch)
            let again = try await clone.fetch(from: try project.upstream, until: .soon)
            #expect(again.changes.isEmpty && again.objects == 0)
        }
    }

    @Test func movedAndDeletedTagsAreToldWithOldAndNewIds() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            let first = try project.commit("a", "1\n")
            try project.git("tag", "v1")
            try project.git("tag", "v2")
            let clone = Clone(at: "\(scratch.path)/clone")
            _ = try await clone.fetch(from: try project.upstream, until: .soon)
            let record = TagRecord(name: "v1", target: try await clone.tag("v1", until: .soon))
            let other = TagRecord(name: "v2", target: try await clone.tag("v2", until: .soon))
            #expect(try await clone.standing(of: record, until: .soon) == .unchanged)

            let second = try project.commit("a", "2\n")
            try project.git("tag", "-f", "v1")
            try project.git("tag", "-d", "v2")
            let report = try await clone.fetch(from: try project.upstream, until: .soon)
            let (old, new) = (
                RefTarget(object: first, commit: first), RefTarget(object: second, commit: second)
            )
            #expect(
                report.movedTags == [RefChange(family: .tag, name: "v1", event: .moved(from: old, to: new))]
            )
            #expect(report.changes.contains(RefChange(family: .tag, name: "v2", event: .deleted(old))))
            #expect(try await clone.standing(of: record, until: .soon) == .moved(from: old, to: new))
            #expect(try await clone.standing(of: other, until: .soon) == .deleted(was: old))
            // The old commit stays: a way back must not depend on upstream's mercy.
            #expect(try await clone.commit(first.hexadecimal, until: .soon) == first)
        }
    }

    @Test func aTagObjectWrittenAnewIsAMoveThoughTheCommitIsTheSame() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            try project.commit()
            try project.git("tag", "-a", "-m", "one", "v1")
            let clone = Clone(at: "\(scratch.path)/clone")
            _ = try await clone.fetch(from: try project.upstream, until: .soon)
            let record = TagRecord(name: "v1", target: try await clone.tag("v1", until: .soon))
            try project.git("tag", "-f", "-a", "-m", "two", "v1")
            _ = try await clone.fetch(from: try project.upstream, until: .soon)
            guard case .moved(let from, let to) = try await clone.standing(of: record, until: .soon)
            else {
                Issue.record("the move went unnoticed")
                return
            }
            #expect(from.commit == to.commit && from.object != to.object)
        }
    }

    @Test func aNameMayTurnIntoADirectoryOfNames() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            try project.commit()
            try project.git("branch", "release")
            let clone = Clone(at: "\(scratch.path)/clone")
            _ = try await clone.fetch(from: try project.upstream, until: .soon)
            try project.git("branch", "-D", "release")
            try project.git("branch", "release/1")
            let report = try await clone.fetch(from: try project.upstream, until: .soon)
            #expect(report.changes.map(\.name) == ["release", "release/1"])
        }
    }

    @Test func anEmptyUpstreamIsNoError() async throws {
        try await Scratch.with { scratch in
            let clone = Clone(at: "\(scratch.path)/clone")
            let report = try await clone.fetch(from: try Project(in: scratch).upstream, until: .soon)
            #expect(report.changes.isEmpty)
        }
    }

    @Test func aMissingUpstreamIsTyped() async throws {
        try await Scratch.with { scratch in
            let clone = Clone(at: "\(scratch.path)/clone")
            let upstream = Upstream(try RemoteAddress("\(scratch.path)/nowhere"))
            let error = await #expect(throws: GitError.self) {
                try await clone.fetch(from: upstream, until: .soon)
            }
            guard case .noSuchRepository(let place, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(place == "\(scratch.path)/nowhere")
        }
    }

    @Test func leftoversOfADeadFetchAreRemovedAndTold() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            try project.commit()
            try project.git("tag", "v1")
            let clone = Clone(at: "\(scratch.path)/clone")
            _ = try await clone.fetch(from: try project.upstream, until: .soon)
            try scratch.write("", to: "\(clone.path)/refs/tags/v2.lock")
            try scratch.write("", to: "\(clone.path)/packed-refs.lock")
            try scratch.write("half", to: "\(clone.path)/objects/pack/pack_git2_0123456789abcdef")
            try project.git("tag", "v2")
            let report = try await clone.fetch(from: try project.upstream, until: .soon)
            #expect(
                Set(report.healed)
                    == ["refs/tags/v2.lock", "packed-refs.lock", "objects/pack/pack_git2_0123456789abcdef"])
            #expect(report.changes.map(\.name) == ["v2"])
        }
    }

    @Test func aLockThatAppearsMeanwhileIsTyped() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            try project.commit()
            try project.git("tag", "v1")
            let clone = Clone(at: "\(scratch.path)/clone")
            let error = await #expect(throws: GitError.self) {
                try await clone.fetch(from: try project.upstream, until: .soon) { event in
                    if case .connected = event {
                        _ = try? scratch.write("", to: "\(clone.path)/refs/tags/v1.lock")
                    }
                }
            }
            guard case .lockHeld = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func anotherProcessAtTheCloneIsWaitedForAndNamed() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            try project.commit()
            let clone = Clone(at: "\(scratch.path)/clone")
            let ready = "\(scratch.path)/ready"
            let holder = try Program.start(
                [
                    "flock", "\(clone.path).lock", "-c",
                    "echo process 4711 > \(clone.path).lock; touch \(ready); exec sleep 60",
                ],
                in: scratch, output: "/dev/null", errors: "/dev/null")
            while access(ready, F_OK) != 0 { try await Task.sleep(for: .milliseconds(5)) }
            let waited = Mutex(0)
            let error = await #expect(throws: GitError.self) {
                try await clone.fetch(from: try project.upstream, until: .after(.milliseconds(300))) {
                    event in
                    if event == .waiting { waited.withLock { $0 += 1 } }
                }
            }
            #expect(error == .busy(place: project.path, holder: "held by process 4711"))
            #expect(waited.withLock { $0 } == 1)
            kill(holder, SIGKILL)
            _ = Program.wait(for: holder)
        }
    }

    @Test func aCancelledFetchEndsAsCancelledAndTheNextOneWorks() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            try project.fastImport(Streams.commits(300))
            let clone = Clone(at: "\(scratch.path)/clone")
            let upstream = try project.upstream
            let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
            let isCancelled = Atomic(false)
            let task = Task {
                try await clone.fetch(from: upstream, until: .soon) { event in
                    guard case .received = event else { return }
                    arrival.yield()
                    // The fetch must not be over before it is cancelled.
                    while !isCancelled.load(ordering: .relaxed) { usleep(1000) }
                }
            }
            for await _ in arrivals { break }
            task.cancel()
            isCancelled.store(true, ordering: .relaxed)
            let result = await task.result
            #expect(throws: GitError.cancelled(.receiving, place: project.path)) { try result.get() }
            let report = try await clone.fetch(from: upstream, until: .soon)
            #expect(report.changes.count == 1)
            try Program.run(["git", "-C", clone.path, "fsck"], in: scratch)
        }
    }

    @Test func aDeadlineInThePastEndsBeforeAnythingIsDone() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            let clone = Clone(at: "\(scratch.path)/clone")
            await #expect(throws: GitError.timedOut(.waitingForTheClone, place: project.path)) {
                try await clone.fetch(from: try project.upstream, until: .after(.zero))
            }
            #expect(access(clone.path, F_OK) != 0)
        }
    }
}
