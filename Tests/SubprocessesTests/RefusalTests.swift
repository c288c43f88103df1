import Basis
import Subprocesses
import Testing

extension Programs {
    struct RefusalTests {
        let launcher: Launcher
        let folder = TemporaryFolder()

        init() throws { launcher = try Launcher() }

        /// Why an invocation is refused.
        func refusal(_ invocation: Invocation) async -> SubprocessError? {
            await #expect(throws: SubprocessError.self) {
                try await launcher.run(invocation, by: Programs.soon)
            }
        }

        @Test func aMissingProgramIsNotFound() async {
            #expect(await refusal(Invocation(.at(path: "/no/such/program")))?.code == .notFound)
            let error = await refusal(Invocation(.named("no-such-program", in: ["/bin", "/usr/bin"])))
            #expect(error?.diagnostic.what == "the program is in none of /bin, /usr/bin")
            #expect(await refusal(Invocation(.named("ls", in: [])))?.code == .notFound)
        }

        @Test func aProgramIsFoundInTheFoldersGivenAndInTheirOrder() async throws {
            _ = folder.write("ls", "#!/bin/sh\necho mine\n", mode: 0o755)
            let outcome = try await launcher.run(
                Invocation(.named("ls", in: ["/no/such/folder", folder.path, "/bin"])), by: Programs.soon)
            #expect(outcome.output.text == "mine\n")
        }

        @Test func aFileThatCannotBeRunIsNamed() async {
            let text = folder.write("text", "#!/bin/sh\n")
            let nonsense = folder.write("nonsense", "no program", mode: 0o755)
            let orphan = folder.write("orphan", "#!/no/such/interpreter\n", mode: 0o755)
            for path in [text, nonsense, orphan, folder.path, text + "/below"] {
                let error = await refusal(Invocation(.at(path: path)))
                guard case .notExecutable(_, path, _) = error else {
                    if path.hasSuffix("/below"), error?.code == .notFound { continue }
                    Issue.record("\(path): \(String(describing: error))")
                    continue
                }
            }
            #expect(
                await refusal(Invocation(.at(path: orphan)))?.diagnostic.why
                    == "its interpreter does not exist")
            #expect(await refusal(Invocation(.named("text", in: [folder.path])))?.code == .notExecutable)
        }

        @Test func aMissingFolderIsNotTakenForAMissingProgram() async {
            let file = folder.write("file", "")
            for directory in ["/no/such/folder", file] {
                let error = await refusal(Invocation(.at(path: "/bin/true"), directory: directory))
                #expect(error?.code == .directoryUnusable)
            }
        }

        @Test func tooManyArgumentsAreSaidToBeTooMany() async {
            let words = [String](repeating: String(repeating: "x", count: 100_000), count: 100)
            let error = await refusal(Invocation(.at(path: "/bin/true"), words))
            #expect(error?.code == .argumentsTooLong)
            #expect((error?.command.count ?? 0) < 1000, "an error is not the place for ten megabytes")
        }

        @Test func wordsThatNoProgramCanReceiveAreRefused() async {
            let nul = "a\0b"
            let program = Program.at(path: "/bin/true")
            for invocation in [
                Invocation(program, [nul]), Invocation(program, environment: [nul: ""]),
                Invocation(program, environment: ["A": .secret(Secret(nul))]),
                Invocation(program, environment: ["A=B": ""]), Invocation(program, environment: ["": ""]),
                Invocation(program, directory: nul), Invocation(.at(path: nul)),
                Invocation(.at(path: "true")),
                Invocation(.named("a/b", in: ["/bin"])), Invocation(.named("true", in: ["bin"])),
                Invocation(.named("", in: ["/bin"])), Invocation(.shell(script: nul)),
            ] {
                #expect(await refusal(invocation)?.code == .unusableWord, "\(invocation)")
            }
        }

        @Test func noErrorShowsTheEnvironment() async throws {
            let secret = "swordfish"
            let environment: [String: EnvironmentValue] = ["PASSWORD": .secret(Secret(secret))]
            let invocation = Invocation(.at(path: "/bin/false"), ["--flag"], environment: environment)
            var told = "\(invocation)\n\(String(reflecting: invocation.environment))\n"
            dump(invocation, to: &told)
            let failed = try await launcher.run(invocation, by: Programs.soon)
            dump(failed, to: &told)
            for error in [
                #expect(throws: SubprocessError.self) { try failed.succeeded() },
                await refusal(Invocation(.at(path: "/none"), environment: environment)),
            ] {
                told += "\(String(describing: error)) \(String(describing: error?.diagnostic))"
            }
            #expect(told.contains("/bin/false --flag"))
            #expect(!told.contains(secret))
        }

        @Test(arguments: [
            (["ls", "-l"], "ls -l"), (["a b", ""], "'a b' ''"), (["it's"], #"'it'\''s'"#),
            (["$X", "a=b"], "'$X' a=b"),
        ]) func aCommandIsShownAsAPersonWouldTypeIt(words: [String], line: String) {
            #expect("\(Invocation(.at(path: "/p"), words))" == "/p " + line)
        }

        @Test(arguments: SubprocessCode.allCases) func everyCodeHasASummaryAndARemedy(code: SubprocessCode) {
            #expect(code.rawValue.hasPrefix("subprocess."))
            #expect(code.summary.hasSuffix(".") && code.remedy.hasSuffix("."))
        }
    }
}
