/// How often what goes wrong, in chances of a thousand at each call that could.
package struct Faults: Hashable, Sendable {
    /// A call fails before it did anything, or after it did everything.
    package var fails = 0, failsAfter = 0
    /// A call takes long, or never returns by itself.
    package var lags = 0, hangs = 0
    /// The process dies before a call's effect, or after it.
    package var dies = 0
    /// The process is suspended for longer than a claim lasts.
    package var suspends = 0
    /// The journal cannot be written.
    package var unwritable = 0
    /// Somebody else changes the target.
    package var strangers = 0
    /// The clock on the wall jumps.
    package var jumps = 0
    /// A gate does not hold.
    package var gates = 0
    /// A person asks for something in the midst of a run, or presses Ctrl-C.
    package var people = 0

    /// Nothing goes wrong.
    package init() {}

    /// Everything goes wrong, now and then.
    package static var torture: Faults {
        var faults = Faults()
        (faults.fails, faults.failsAfter, faults.lags, faults.hangs) = (60, 40, 40, 5)
        (faults.dies, faults.suspends, faults.unwritable) = (15, 4, 3)
        (faults.strangers, faults.jumps, faults.gates, faults.people) = (15, 20, 100, 150)
        return faults
    }
}
