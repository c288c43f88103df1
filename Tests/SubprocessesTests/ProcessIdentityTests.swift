import Basis
import Glibc
import Subprocesses
import Testing

/// A process is known again by more than its number, and ended without hitting its successor.
struct ProcessIdentityTests {
    @Test func thisProcessIsAliveAndOneThatStartedEarlierUnderItsNumberIsNot() {
        let me = ProcessIdentity.current
        #expect(me.standing == .alive && me.number == Int(getpid()) && me.started > 0)
        let before = ProcessIdentity(boot: me.boot, number: me.number, started: me.started - 1)
        #expect(before.standing == .dead && before.kill(within: 100) == .gone)
        #expect(ProcessIdentity(boot: me.boot, number: 1 << 30, started: 1).standing == .dead)
    }

    @Test func onAnotherStartOfTheMachineNothingIsKnownAndNobodyIsEnded() {
        let me = ProcessIdentity.current
        let other = ProcessIdentity(boot: "elsewhere", number: me.number, started: me.started)
        #expect(other.standing == .unseen && other.kill(within: 100) == .unseen)
    }

    @Test func evenAStoppedProcessIsEnded() async throws {
        let child = try Launcher().start(
            Invocation(.shell(script: "echo $$; exec sleep 60")), by: .after(.seconds(60)))
        let line = try #require(try await child.output.next())
        let text = String(decoding: line, as: UTF8.self).prefix { $0.isNumber }
        let number = try #require(Int(text))
        let started = try #require(startOf(number))
        let identity = ProcessIdentity(
            boot: ProcessIdentity.current.boot, number: number, started: started)
        kill(pid_t(number), SIGSTOP)
        #expect(identity.standing == .alive)
        #expect(identity.kill(within: 5000) == .gone)
        #expect(identity.standing == .dead)
        #expect(try await child.wait() == .signalled(signal: SIGKILL))
    }

    /// Field 22 of the process's status, read in a way of the test's own.
    private func startOf(_ number: Int) -> Int? {
        guard let file = fopen("/proc/\(number)/stat", "r") else { return nil }
        defer { fclose(file) }
        var buffer = [CChar](repeating: 0, count: 4096)
        guard fgets(&buffer, 4096, file) != nil else { return nil }
        let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return text.split(separator: " ").dropFirst(21).first.flatMap { Int($0) }
    }
}
