extension Run {
    /// Where a run is going.
    package enum Direction: String, Hashable, Sendable, CaseIterable {
        /// To its commit.
        case on
        /// To where it began.
        case back
    }

    /// What a run comes to when nothing more is to be done or undone.
    package enum Result: Hashable, Sendable {
        /// It is over, and stands like this.
        case over(Standing)
        /// It needs a person.
        case stranded(Stranding)
    }

    /// What is left to do once the result is certain, in this order.
    package enum Remainder: Hashable, Sendable {
        /// Writing down the release.
        case recording
        /// Removing leftovers, from this step on.
        case tidying(from: Int)
        /// The steps that are done last in any outcome.
        case always
        /// Closing.
        case finishing
    }

    /// Where a run is.
    package enum Phase: Hashable, Sendable {
        /// Nobody holds its claim yet.
        case planned
        /// The claim is taken, and nothing begun.
        case locked
        /// It goes on.
        case advancing
        /// It goes back. Never on again by itself.
        case retreating
        /// It waits, and then goes on in a direction.
        case paused(Pause, Direction)
        /// It needs a person.
        case stranded(Stranding)
        /// Its result is certain. Behind a commit: only forward.
        case closing(Result, Remainder)
        /// It is over.
        case ended(Standing)
    }

    /// Something that the run as a whole has to do, beside its steps.
    package enum Chore: Hashable, Sendable {
        /// Nothing.
        case none
        /// This is to be done.
        case due(Intent)
        /// This is being done.
        case busy(Intent)
    }
}
