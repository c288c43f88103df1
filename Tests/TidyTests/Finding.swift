/// One place that breaks a rule.
struct Finding: Hashable, Sendable {
    let path: String
    let line: Int
    let what: String

    /// `path:line`, which editors and terminals make clickable.
    var place: String { "\(path):\(line)" }
}
