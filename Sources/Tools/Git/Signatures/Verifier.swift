import Basis
import Subprocesses

/// Runs the programs that check signatures, in an environment that holds nothing of the operator's.
struct Verifier {
    let launcher: Launcher
    let room: VerifierRoom
    let deadline: Deadline
    let place: String

    /// What the program answered; any exit is an answer.
    func run(_ program: String, _ arguments: [String], input: [UInt8]) async throws(GitError) -> Outcome {
        let invocation = Invocation(
            .named(program, in: Program.systemFolders), arguments,
            environment: [
                "LC_ALL": "C", "TZ": "UTC0", "HOME": .plain(room.path), "GNUPGHOME": .plain(room.path),
            ],
            directory: room.path, input: .bytes(input))
        do {
            return try await launcher.run(invocation, by: deadline)
        } catch {
            switch error {
            case .timedOut: throw .timedOut(.verifying, place: place)
            case .cancelled: throw .cancelled(.verifying, place: place)
            default: throw .verifierFailed(program: program, why: error.diagnostic.what)
            }
        }
    }
}
