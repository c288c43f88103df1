/// What of a directory goes into a Docker build: all that the ignore file leaves, and a few files whatever
/// it says.
struct ContextFilter: Sendable {
    let matcher: IgnoreMatcher
    /// Names that go along always: the builder needs them to begin.
    let always: Set<ArchiveName>

    func verdict(on path: ArchiveName, below above: IgnoreMatcher.Verdict) -> IgnoreMatcher.Verdict {
        let verdict = matcher.verdict(on: path, below: above)
        return always.contains(path) ? .init(isExcluded: false, matched: verdict.matched) : verdict
    }

    func mayKeepSomething(below directory: ArchiveName) -> Bool {
        let prefix = directory.bytes + [.slash]
        return always.contains { $0.bytes.starts(with: prefix) } || matcher.mayKeepSomething(below: directory)
    }
}
