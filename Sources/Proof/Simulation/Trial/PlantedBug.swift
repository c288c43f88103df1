/// Something wrong with Belay on purpose: a check that does not find its bug is no check.
package enum PlantedBug: String, Hashable, Sendable, CaseIterable {
    /// Acts are not announced to the journal.
    case noIntent
    /// The outcome is written before the act.
    case outcomeFirst
    /// What became of an attempt is not looked for: it counts as never done.
    case noObserve
    /// The claim is not asked for before an act.
    case noLeash
    /// A step says that it was taken back, and was not.
    case noReverse
    /// The old replica goes before the new one has come.
    case stopFirst
    /// A run that is over stays open in the journal.
    case noEnd
}
