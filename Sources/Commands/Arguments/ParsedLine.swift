internal import Basis

/// A command line as far as it could be understood.
///
/// With problems nothing may be run, but the options that say how to tell them hold.
struct ParsedLine: Sendable {
    /// The command, if one was named that exists.
    var command: Command?
    /// The values, global ones among them.
    var arguments = Arguments()
    /// Everything that is wrong, in the order of the line.
    var problems: [Diagnostic] = []
}
