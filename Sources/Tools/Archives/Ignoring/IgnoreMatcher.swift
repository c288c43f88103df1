/// What an ignore file says about each path of a tree that is walked from the top.
package struct IgnoreMatcher: Sendable {
    /// What is known of a path, to be handed on to what is below it.
    package struct Verdict: Hashable, Sendable {
        /// Whether the path is left out.
        package let isExcluded: Bool
        /// Which patterns fitted the path or a directory above it; empty where nothing is known yet.
        let matched: [Bool]

        /// The verdict on the top of the tree, which cannot be left out.
        package init() { self.init(isExcluded: false, matched: []) }

        init(isExcluded: Bool, matched: [Bool]) {
            self.isExcluded = isExcluded
            self.matched = matched
        }
    }

    private let patterns: [IgnorePattern]

    /// A matcher for the patterns of a file.
    package init(_ file: IgnoreFile) { patterns = file.patterns }

    /// The verdict on a path, given the one on its directory. The last pattern that says something wins; a
    /// pattern that fitted a directory fits all that is below.
    package func verdict(on path: ArchiveName, below above: Verdict) -> Verdict {
        var isExcluded = false
        var matched = [Bool](repeating: false, count: patterns.count)
        for (index, pattern) in patterns.enumerated() {
            if above.matched.isEmpty || !above.matched[index] {
                // An exception cannot except what is in, nor a pattern leave out what is out already.
                guard pattern.isException == isExcluded, fits(pattern, path, alone: above.matched.isEmpty)
                else {
                    continue
                }
            }
            matched[index] = true
            isExcluded = !pattern.isException
        }
        return Verdict(isExcluded: isExcluded, matched: matched)
    }

    /// The verdict on a path by itself, the directories above it considered.
    package func verdict(on path: ArchiveName) -> Verdict { verdict(on: path, below: Verdict()) }

    /// Whether an exception could bring back something below a directory that is left out.
    package func mayKeepSomething(below directory: ArchiveName) -> Bool {
        patterns.contains { $0.isException && $0.mayMatch(below: directory) }
    }

    private func fits(_ pattern: IgnorePattern, _ path: ArchiveName, alone: Bool) -> Bool {
        if pattern.matches(path) { return true }
        guard alone else { return false }
        return path.bytes.indices.contains { index in
            path.bytes[index] == .slash && pattern.matches(ArchiveName(bytes: path.bytes[..<index]))
        }
    }
}
