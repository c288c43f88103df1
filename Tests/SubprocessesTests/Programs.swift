import Basis
import Subprocesses
import Testing

/// What the tests of this target share.
///
/// What concerns a whole process, such as its descriptors, is tested in a process of its own: other targets'
/// tests run in this one at the same time.
enum Programs {
    /// Nothing here takes long; a machine under load may.
    static var soon: Deadline { .after(.seconds(60)) }

    /// A shell script with the system's programs at hand.
    static func script(
        _ text: String, _ arguments: [String] = [], environment: [String: EnvironmentValue] = [:],
        directory: String? = nil, input: StandardInput = .none
    ) -> Invocation {
        var environment = environment
        environment["PATH"] = environment["PATH"] ?? "/usr/bin:/bin"
        return Invocation(
            .shell(script: text), arguments, environment: environment, directory: directory, input: input)
    }
}
