internal import Basis

/// Everything that outlives a process: time, chance, target and journal, and the book of what went wrong.
struct Scene: Sendable {
    let clock: SimulatedClock
    let dice: Dice
    let ledger: Ledger
    let target: SimulatedTarget
    let store: SimulatedStore
    /// What is wrong with this Belay on purpose, to see that it is found.
    let bug: PlantedBug?
}
