internal import Console

/// Puts the program together.
///
/// The only place that names adapters.
package enum Assembly {
    /// The program as it stands in its process.
    package static func program() -> Program {
        Program(
            grammar: .belay, surroundings: .current(), output: .standardOutput(), errors: .standardError())
    }
}
