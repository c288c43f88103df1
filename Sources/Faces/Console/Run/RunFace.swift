package import Ports

/// How a run shows on a terminal, in a log or to a program, while it goes.
package protocol RunFace: RunObserver {
    /// The engine has let go of the run: the last picture stays.
    func finish()
}
