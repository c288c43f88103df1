import Basis
import Glibc
import Subprocesses
import Testing

/// What a program does not inherit, and what it does not do to us. Each in a process of its own.
struct IsolationTests {
    @Test func aProgramInheritsNoDescriptors() async {
        await #expect(processExitsWith: .success) {
            let launcher = try Launcher()
            // Inheritable on purpose, as a careless library would leave them.
            let careless = (0..<20).map { _ in open("/dev/null", O_RDONLY) }
            defer { for descriptor in careless { close(descriptor) } }
            let outcome = try await launcher.run(
                Invocation(.at(path: "/bin/ls"), ["/proc/self/fd"], input: .bytes([1])), by: Programs.soon)
            // The fourth is the one with which ls reads the folder.
            #expect(outcome.output.text == "0\n1\n2\n3\n")
        }
    }

    @Test func aProgramInheritsNoIgnoredOrBlockedSignals() async {
        await #expect(processExitsWith: .success) {
            let launcher = try Launcher()
            let before = signal(SIGPIPE, SIG_IGN)
            let other = signal(SIGUSR1, SIG_IGN)
            defer { _ = (signal(SIGPIPE, before), signal(SIGUSR1, other)) }
            var blocked = sigset_t()
            sigemptyset(&blocked)
            sigaddset(&blocked, SIGUSR2)
            var previous = sigset_t()
            pthread_sigmask(SIG_BLOCK, &blocked, &previous)
            let child = Result {
                try launcher.start(
                    Invocation(.at(path: "/bin/grep"), ["^Sig[BI]", "/proc/self/status"]), by: Programs.soon)
            }
            pthread_sigmask(SIG_SETMASK, &previous, nil)
            let bytes = try await child.get().output.collect(atMost: .kibibytes(4))
            let none = String(repeating: "0", count: 16)
            #expect(String(decoding: bytes, as: UTF8.self) == "SigBlk:\t\(none)\nSigIgn:\t\(none)\n")
        }
    }

    @Test func aProgramHasAGroupAndASessionOfItsOwnAndNoTerminal() async {
        await #expect(processExitsWith: .success) {
            let launcher = try Launcher()
            let outcome = try await launcher.run(
                Programs.script(
                    "read pid name state parent group session tty rest </proc/self/stat; "
                        + "echo $$ $group $session $tty"), by: Programs.soon)
            let fields = outcome.output.text.split { $0 == " " || $0 == "\n" }
            #expect(fields.count == 4)
            #expect(Set(fields.prefix(3)).count == 1)
            #expect(fields.last == "0")
        }
    }

    @Test func aProgramThatHasGoneNeverRaisesSIGPIPEInUs() async {
        await #expect(processExitsWith: .success) {
            let launcher = try Launcher()
            let before = signal(SIGPIPE, SIG_DFL)
            defer { signal(SIGPIPE, before) }
            for _ in 0..<20 {
                let outcome = try await launcher.run(
                    Programs.script("exec <&-; exit 0", input: .bytes([UInt8](repeating: 0, count: 1 << 18))),
                    by: Programs.soon)
                #expect(outcome.exit.isSuccess)
            }
        }
    }

    @Test func standardStreamsThatAreClosedInUsDoNotReachTheProgram() async {
        await #expect(processExitsWith: .success) {
            let launcher = try Launcher()
            let kept = fcntl(0, F_DUPFD_CLOEXEC, 10)
            close(0)
            let outcome = await Result { () async throws in
                try await launcher.run(
                    Invocation(.at(path: "/bin/cat"), input: .bytes([0x41])), by: Programs.soon)
            }
            if kept >= 0 { dup2(kept, 0) }
            if kept >= 0 { close(kept) }
            #expect(try outcome.get().output.text == "A")
        }
    }
}

extension Result where Failure == any Error {
    /// What the work gives, or throws.
    init(catching work: () async throws -> Success) async {
        do { self = .success(try await work()) } catch { self = .failure(error) }
    }
}
