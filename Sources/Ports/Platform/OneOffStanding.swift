/// How a piece of one-off work stands.
package enum OneOffStanding: Hashable, Sendable {
    /// There is none of that name.
    case absent
    /// Made, never started.
    case created
    /// At work.
    case running
    /// Over.
    case ended(CommandResult)
}
