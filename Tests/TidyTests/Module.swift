/// A target, as a path tells it: a folder directly under Sources or Tests, or under one of those that group
/// targets.
struct Module: Hashable, Sendable {
    private static let groups: Set<Substring> = ["Platforms", "Journals", "Faces", "Tools", "Proof", "C"]

    let name: String
    let isTests: Bool

    /// The target that a file belongs to; nil for files outside Sources and Tests.
    init?(path: String) {
        let parts = path.split(separator: "/")
        guard parts.count > 2, parts[0] == "Sources" || parts[0] == "Tests" else { return nil }
        isTests = parts[0] == "Tests"
        let isGrouped = !isTests && Module.groups.contains(parts[1])
        guard !isGrouped || parts.count > 3 else { return nil }
        name = String(isGrouped ? parts[2] : parts[1])
    }
}
