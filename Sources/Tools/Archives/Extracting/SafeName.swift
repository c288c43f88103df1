/// A name that has been proved to lead downwards: no empty part, no `.`, no `..`, not from the root.
struct SafeName {
    /// What a Linux directory can hold as one name.
    private static let partLimit = 255

    /// The parts; none at all is the directory itself.
    let parts: [ArraySlice<UInt8>]

    /// Proves a name, or says how it leads out.
    init(_ name: ArchiveName) throws(ArchiveError) {
        guard name.bytes.first != .slash else { throw .escape(.absolutePath, entry: name) }
        let parts = name.parts
        guard !parts.contains([.dot, .dot]) else { throw .escape(.parentReference, entry: name) }
        guard parts.allSatisfy({ $0.count <= SafeName.partLimit }) else {
            throw .limitExceeded(.pathLength, limit: Int64(SafeName.partLimit), entry: name)
        }
        guard parts.count <= ArchiveLimits.depth else {
            throw .limitExceeded(.depth, limit: Int64(ArchiveLimits.depth), entry: name)
        }
        self.parts = parts
    }

    /// The directory part.
    var parent: ArraySlice<ArraySlice<UInt8>> { parts.dropLast() }

    /// Whether a symbolic link of this name may hold this target.
    ///
    /// Steps upwards only at the beginning, and no more than there are real directories above: then each
    /// link alone leads inside, so a chain of them does too. A `..` behind a name could climb out of
    /// another link's target.
    func staysInside(linkingTo target: ArchiveName) -> Bool {
        guard target.bytes.first != .slash, !target.bytes.isEmpty else { return false }
        let steps = target.parts
        let ups = steps.prefix { $0 == [.dot, .dot] }.count
        return ups <= parent.count && !steps.dropFirst(ups).contains([.dot, .dot])
    }
}
