package import Basis
package import Updates

/// The one mouth of a command.
///
/// Results go to standard output; progress and problems do not mix with them.
///
/// Nothing here throws: what becomes of a stream that fails is told by its `Output`, when the command is
/// over.
package protocol Printer: Sendable {
    /// Tells a result.
    func show(_ report: any Report)
    /// Tells how far the work has come; nothing depends on anyone reading it.
    func progress(_ message: String)
    /// Tells what is noteworthy while the command goes on: notes and warnings.
    func notice(_ problem: Diagnostic)
    /// Shows a run while it goes.
    func face(of plan: Plan) -> any RunFace
    /// Asks whoever sits at the terminal; nil where nobody does.
    func ask(_ question: Question) async -> String?
    /// Ends the output of a command that did what it was asked to.
    func finish(exit: Int32)
    /// Ends the output of a command that failed; there is at least one problem.
    func fail(_ problems: [Diagnostic], exit: Int32)
}
