internal import Updates

/// A place on the far side of a roll, and who fills it.
struct Comer: Hashable, Sendable {
    let slot: Int
    /// The container, once there is one.
    var id: String?
    /// Whether it was there before the run and only comes back.
    var isReturning = false
    /// The life that must end before it comes: a restart.
    var earlierLife: String?
    /// How many that were made for this place failed and were borne.
    var failures = 0
}

/// A container that leaves.
struct Goer: Hashable, Sendable {
    /// When it may leave.
    enum Turn: Hashable, Sendable {
        /// With the place that it leaves to another.
        case place(Int)
        /// When all places are filled.
        case last
        /// At once: it serves nobody.
        case now
    }

    let id: String
    var turn: Turn
    /// Whether nobody will want it back: removed rather than parked.
    var isDiscarded = false
    /// Where only this life of it ends: a restart.
    var life: String?
}
