import Basis
import Console
import Glibc
import Testing

@testable import Commands

/// Whatever a command throws ends in a diagnostic and a documented exit code.
struct FailureTests {
    struct Odd: Error { let reason = "nobody knows" }

    private func run(_ command: Command, _ words: String...) async throws -> (ExitCode, String) {
        let scratch = try Scratch()
        let path = "\(scratch.path)/output"
        let file = open(path, O_WRONLY | O_CREAT, 0o600)
        defer { close(file) }
        let program = Program(
            grammar: Sample.grammar(command),
            surroundings: Surroundings(
                variables: [:], folder: "/", output: .init(), errors: .init()),
            adapters: Adapters(
                engine: { _ in throw Odd() }, journal: { _, _ in throw Odd() },
                target: { _, _, _, _ in throw Odd() }, libraries: { [] }),
            output: Output(descriptor: file), errors: Output(descriptor: file))
        let exit = await program.run([command.name] + words)
        return (exit, try Scratch.read(path))
    }

    private func command(_ run: @escaping @Sendable (Invocation) async throws -> ExitCode) -> Command {
        Command(name: "try", about: "Try", details: "", parameters: [], examples: [], run: run)
    }

    @Test func anErrorNobodyPlannedForIsStillADiagnostic() async throws {
        let (exit, text) = try await run(command { _ in throw Odd() })
        #expect(exit == .failed && text.contains("error[command.unexpected]: `sample try`"))
        #expect(text.contains("why: Odd(reason: \"nobody knows\")") && text.contains("what to do: Report it"))
    }

    @Test func tooSlowAndUnwantedAreDifferentOutcomes() async throws {
        let (slow, slowText) = try await run(command { _ in throw DeadlinePassed() })
        #expect(slow == .failed && slowText.contains("[command.timed-out]"))
        let (unwanted, unwantedText) = try await run(command { _ in throw CancellationError() })
        #expect(unwanted == .failed && unwantedText.contains("[command.interrupted]"))
    }

    @Test func aDiagnosticAndAChosenExitCodeArePassedOn() async throws {
        let problem = Diagnostic(UsageCode.badValue, "no", at: .thing("there"))
        let (exit, text) = try await run(command { _ in throw problem })
        #expect(exit == .failed && text.contains("error[usage.bad-value]: no\n --> there"))
        let chosen = Failure(problems: [problem], exit: .stranded)
        #expect(try await run(command { _ in throw chosen }).0 == .stranded)
    }

    @Test func aCommandsExitCodeIsTheProgramsAndTheLastEventsToo() async throws {
        let (exit, text) = try await run(command { _ in .unhealthy }, "--json")
        #expect(exit == .unhealthy && text == "{\"event\":\"finished\",\"exit\":8}\n")
    }

    @Test func exitCodesAreThoseOfTheManual() {
        #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 130])
    }

    @Test func theFirstInterruptCancelsTheWork() async {
        await #expect(processExitsWith: .exitCode(77)) {
            do {
                try await Interrupts.heeding {
                    kill(getpid(), SIGINT)
                    try await Task.sleep(for: .seconds(60))
                }
            } catch is CancellationError {
                exit(77)
            }
        }
    }

    @Test func theSecondInterruptEndsTheProcess() async {
        await #expect(processExitsWith: .exitCode(130)) {
            try await Interrupts.heeding {
                kill(getpid(), SIGTERM)
                for _ in 0..<600 where !Task.isCancelled { usleep(100_000) }
                kill(getpid(), SIGINT)
                for _ in 0..<600 { usleep(100_000) }
            }
        }
    }

    @Test func anInterruptThatTheCallerSwitchedOffStaysOff() async {
        await #expect(processExitsWith: .exitCode(78)) {
            signal(SIGINT, SIG_IGN)
            try await Interrupts.heeding {
                kill(getpid(), SIGINT)
                try await Task.sleep(for: .milliseconds(200))
            }
            exit(78)
        }
    }
}
