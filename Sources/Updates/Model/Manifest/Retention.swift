package import Basis

/// What stays when backups are pruned: whatever any of these keeps.
package struct Retention: Hashable, Sendable, Codable {
    /// The newest so many.
    package var last: Located<Int>?
    /// One for each of so many days.
    package var daily: Located<Int>?
    /// One for each of so many weeks.
    package var weekly: Located<Int>?
    /// One for each of so many months.
    package var monthly: Located<Int>?
    /// One for each of so many years.
    package var yearly: Located<Int>?
    /// All that are younger.
    package var within: Located<Duration>?

    /// Nothing said.
    package init() {}
}
