import Basis
import Subprocesses
import Testing

extension Programs {
    struct RunTests {
        let launcher: Launcher

        init() throws { launcher = try Launcher() }

        func run(_ invocation: Invocation) async throws -> Outcome {
            try await launcher.run(invocation, by: Programs.soon)
        }

        @Test func outputAndErrorsAreKeptApart() async throws {
            let outcome = try await run(Programs.script("echo to whom; echo it concerns >&2"))
            #expect(outcome.output.text == "to whom\n")
            #expect(outcome.errors.text == "it concerns\n")
            #expect(outcome.exit.isSuccess)
        }

        @Test(arguments: [0, 1, 2, 126, 255]) func everyExitCodeIsAnOutcome(code: Int32) async throws {
            #expect(try await run(Programs.script("exit \(code)")).exit == .exited(code: code))
        }

        @Test(arguments: [1, 6, 9, 11, 13, 15]) func everySignalIsAnOutcome(signal: Int32) async throws {
            #expect(try await run(Programs.script("kill -\(signal) $$")).exit == .signalled(signal: signal))
        }

        @Test func whoeverNeedsSuccessGetsTheProgramsOwnWords() async throws {
            let outcome = try await run(Programs.script("echo the reason >&2; exit 7"))
            let error = #expect(throws: SubprocessError.self) { try outcome.succeeded() }
            #expect(error?.diagnostic.why == "the reason\n")
            #expect(error?.diagnostic.what == "the program ended with exit code 7")
            #expect(try outcome.succeeded(with: [0, 7]) == outcome)
        }

        @Test func argumentsReachTheProgramAsTheyAre() async throws {
            let words = ["", " ", "$HOME", "*", "a'b\"c", "\n", "ünï", "-n", "\\"]
            let outcome = try await run(Invocation(.at(path: "/usr/bin/printf"), ["%s|"] + words))
            #expect(outcome.output.text == words.map { $0 + "|" }.joined())
        }

        @Test func theShellReadsItsScriptAndNotItsArguments() async throws {
            let outcome = try await run(Programs.script(#"printf '%s,' "$0" "$@""#, ["$(id)", "a b"]))
            #expect(outcome.output.text == "sh,$(id),a b,")
        }

        @Test func theEnvironmentIsExactlyTheOneGiven() async throws {
            let outcome = try await run(
                Invocation(
                    .named("env", in: Program.systemFolders),
                    environment: ["ONE": "1", "TWO": .secret(Secret("hush")), "EMPTY": ""]))
            #expect(Set(outcome.output.text.split(separator: "\n")) == ["ONE=1", "TWO=hush", "EMPTY="])
        }

        @Test func theProgramRunsInItsFolder() async throws {
            let folder = TemporaryFolder()
            #expect(
                try await run(Programs.script("pwd -P", directory: folder.path)).output.text == folder.path
                    + "\n")
        }

        @Test func everyByteComesThroughBothWays() async throws {
            let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 8) }
            let outcome = try await run(Invocation(.at(path: "/bin/cat"), input: .bytes(bytes)))
            #expect(outcome.output.bytes == bytes)
            #expect(outcome.tookAllInput)
        }

        @Test func withoutInputThereIsNothingToRead() async throws {
            #expect(try await run(Invocation(.at(path: "/bin/cat"))).output.bytes.isEmpty)
            #expect(try await run(Invocation(.at(path: "/bin/cat"), input: .bytes([]))).output.bytes.isEmpty)
        }

        @Test func aProgramThatStopsReadingIsNoError() async throws {
            let piece = [UInt8](repeating: 0x61, count: 1 << 20)
            let outcome = try await run(
                Programs.script("head -c 3", input: .stream(BytesInMemory(pieces: [piece, piece, piece]))))
            #expect(outcome.output.text == "aaa")
            #expect(outcome.exit.isSuccess)
            #expect(!outcome.tookAllInput)
        }
    }
}
