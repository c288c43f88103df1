/// What a step tells while it is at work. Shown, never journaled, never depended upon.
package enum Progress: Hashable, Sendable, Codable {
    /// A line for people.
    case said(String)
    /// So many of so many.
    case counted(String, done: Int, of: Int)
}
