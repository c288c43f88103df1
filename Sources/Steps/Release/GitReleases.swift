internal import Basis
package import Git
internal import Glibc
internal import Ports
internal import Seals
package import Subprocesses
package import Updates

/// The releases of a git repository: Belay's own bare clone of it, and checkouts that are kept.
package struct GitReleases: ReleaseSource {
    /// What goes over a network: a first clone of something large takes minutes.
    private static let fetching = Duration.seconds(600)
    /// What only reads the clone, or writes a checkout.
    private static let reading = Duration.seconds(120)
    /// Release tags where the manifest says nothing.
    private static let usualTags = "v*"

    let clone: Clone
    let upstream: Upstream
    let rules: Source
    let trust: SignatureTrust
    let launcher: Launcher
    /// The folder of the checkouts.
    let folder: String
    /// The releases that were put into force here: their tags may not move.
    let recorded: @Sendable () async throws -> [ReleaseRecord]

    /// The releases of a source; its clone and the checkouts lie in a folder of Belay's own.
    package init(
        _ rules: Source, from upstream: Upstream, trusting trust: SignatureTrust, with launcher: Launcher,
        in folder: String, recorded: @escaping @Sendable () async throws -> [ReleaseRecord]
    ) {
        (self.rules, self.upstream, self.trust, self.launcher) = (rules, upstream, trust, launcher)
        (self.folder, self.recorded) = (folder, recorded)
        clone = Clone(at: "\(folder)/source.git")
    }

    /// The release behind a word, after a look at what the source has now.
    package func release(_ wanted: String) async throws -> PinnedRelease {
        try makeFolders()
        _ = try await clone.fetch(from: upstream, until: .after(GitReleases.fetching))
        let deadline = Deadline.after(GitReleases.reading)
        if case .branch(let branch)? = rules.releases, wanted == "latest" || wanted == branch.value {
            let head = try await clone.branch(branch.value, until: deadline)
            try await believe(head, deadline)
            return PinnedRelease(
                version: "\(branch.value)@\(head.short)", commit: head.hexadecimal, tagObject: nil)
        }
        let name = wanted == "latest" ? try await latest(deadline) : wanted
        let target = try await clone.tag(name, until: deadline)
        guard let commit = target.commit else {
            throw ReleaseFailure(.noRelease, name, "the tag `\(name)` names no commit")
        }
        try await refuseMoved(name, now: target)
        try await believe(tag: name, deadline)
        return PinnedRelease(
            version: name, commit: commit.hexadecimal,
            tagObject: target.isAnnotated ? target.object.hexadecimal : nil)
    }

    /// The commits between two, newest first.
    package func commits(from old: String?, to new: String, limit: Int) async throws -> [CommitLine] {
        let deadline = Deadline.after(GitReleases.reading)
        guard let old, let from = ObjectID(old), from.hexadecimal != new else { return [] }
        let history = try await clone.history(
            from: from, to: try object(new), atMost: limit, until: deadline)
        return history.commits.map { CommitLine(commit: $0.id.hexadecimal, subject: $0.subject) }
    }

    /// What a folder holds, by the names that git gives to contents.
    package func fingerprint(of folder: String, in release: PinnedRelease) async throws -> String? {
        let path = folder == "." ? "" : folder
        let entries: [TreeEntry]
        do throws(GitError) {
            entries = try await clone.entries(
                of: path, in: try object(release.commit), until: .after(GitReleases.reading))
        } catch {
            guard case .noSuchPath = error else { throw error }
            return nil
        }
        let lines = entries.map { "\($0.kind) \($0.object) \($0.path)" }.sorted()
        return SHA256.digest(of: Array(lines.joined(separator: "\n").utf8)).hexadecimal
    }

    /// The folder of a release's files.
    package func checkout(_ release: PinnedRelease) async throws -> String {
        try makeFolders()
        let name = String(
            release.version.map { $0.isLetter || $0.isNumber || "._-@".contains($0) ? $0 : "_" })
        let path = "\(folder)/releases/\(name)-\(release.commit.prefix(12))"
        guard access(path, F_OK) != 0 else { return path }
        let commit = try object(release.commit)
        do throws(GitError) {
            _ = try await clone.checkOut(commit, to: path, until: .after(GitReleases.reading))
        } catch {
            // Another process of ours may have been quicker.
            guard access(path, F_OK) == 0 else { throw error }
        }
        return path
    }

    private func latest(_ deadline: Deadline) async throws -> String {
        var pattern = GitReleases.usualTags
        if case .tags(let written)? = rules.releases { pattern = written.value }
        let tags = TagPattern(pattern)
        guard let newest = try await clone.latest(matching: tags, until: deadline) else {
            let what = "no tag of \(rules.git.value) fits `\(pattern)` and names a release"
            throw ReleaseFailure(.noRelease, rules.git.value, what)
        }
        return newest.name
    }

    private func object(_ text: String) throws(GitError) -> ObjectID {
        guard let id = ObjectID(text) else { throw .noSuchCommit(text, place: clone.path) }
        return id
    }

    private func refuseMoved(_ name: String, now target: RefTarget) async throws {
        for record in try await recorded() where record.release.version == name {
            let tag = record.release.tagObject ?? record.release.commit
            guard record.release.commit != target.commit?.hexadecimal || tag != target.object.hexadecimal
            else { continue }
            let was = record.release.commit.prefix(12)
            throw ReleaseFailure(
                .movedTag, name, "the tag `\(name)` was moved since run \(record.run)",
                why: "then it stood for \(was), now for \(target.commit?.hexadecimal.prefix(12) ?? "nothing")"
            )
        }
    }

    private func believe(tag name: String, _ deadline: Deadline) async throws {
        guard isAsked else { return }
        try judge(
            try await clone.signature(ofTag: name, trusting: trust, with: launcher, until: deadline), of: name
        )
    }

    private func believe(_ commit: ObjectID, _ deadline: Deadline) async throws {
        guard isAsked else { return }
        let verdict = try await clone.signature(of: commit, trusting: trust, with: launcher, until: deadline)
        try judge(verdict, of: commit.short)
    }

    private var isAsked: Bool { (rules.signed?.value ?? .no) != .no }

    private func judge(_ verdict: SignatureVerdict, of name: String) throws {
        let why: String
        switch verdict {
        case .good: return
        case .unsigned where rules.signed?.value == .optional: return
        case .unsigned: why = "it has no signature"
        case .untrusted(let signer, _, let distrust): why = "it is signed by \(signer): \(distrust)"
        case .bad(let flaw): why = flaw
        }
        throw ReleaseFailure(.untrustedRelease, name, "the signature of `\(name)` does not satisfy", why: why)
    }

    private func makeFolders() throws {
        for path in [folder, "\(folder)/releases"] where mkdir(path, 0o755) != 0 && errno != EEXIST {
            let why = String(cString: strerror(errno))
            throw ReleaseFailure(.noRoom, path, "the folder cannot be made", why: why)
        }
    }
}
