/// The kinds of value that expressions know.
package enum ValueType: String, Hashable, Sendable, Codable, CaseIterable {
    /// What can be written down.
    case text, number, boolean, duration, release, list
    /// Known only when it runs: evidence, captures. Checked then.
    case later
    /// A secret: it may stand in a template, never in a condition.
    case secret
}
