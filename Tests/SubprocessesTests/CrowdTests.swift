import Basis
import Glibc
import Subprocesses
import Testing

/// Many programs, and nothing left of them. Each in a process of its own, where nobody else opens anything.
struct CrowdTests {
    @Test func asManyAsMayRunAtOnceAnswerAndLeaveNothingBehind() async {
        await #expect(processExitsWith: .success) {
            let descriptors = try await CrowdTests.descriptorsAtRest()
            do {
                let launcher = try Launcher()
                for crowd in 0..<3 {
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for number in 0..<Launcher.programsAtOnceMax {
                            group.addTask {
                                let said = "\(crowd) \(number)"
                                let outcome = try await launcher.run(
                                    Invocation(.at(path: "/bin/cat"), input: .bytes(Array(said.utf8))),
                                    by: Programs.soon)
                                #expect(outcome.output.text == said && outcome.exit.isSuccess)
                            }
                        }
                        try await group.waitForAll()
                    }
                    #expect(ProcessTable.children.isEmpty)
                }
            }
            try await CrowdTests.expectDescriptors(descriptors)
        }
    }

    @Test func oneMoreThanMayRunIsRefusedUntilOneHasEnded() async throws {
        let launcher = try Launcher(programsAtOnce: 2)
        _ = try? launcher.start(Invocation(.at(path: "/none")), by: Programs.soon)
        let sleepers = try (0..<2).map { _ in
            try launcher.start(Programs.script("exec sleep 600"), by: Programs.soon)
        }
        let more = Programs.script("true")
        await #expect(throws: SubprocessError.tooManyAtOnce(command: more.description, limit: 2)) {
            try await launcher.run(more, by: Programs.soon)
        }
        _ = try await sleepers[0].stop()
        #expect(try await launcher.run(more, by: Programs.soon).exit.isSuccess)
        _ = try await sleepers[1].stop()
    }

    @Test func whereFewFilesMayBeOpenFewerProgramsRun() async {
        await #expect(processExitsWith: .success) {
            // A test process inherits what other tests have open; sixty-four more are few.
            let open = ProcessTable.names(in: "/proc/self/fd").compactMap(rlim_t.init).max() ?? 0
            var files = rlimit(rlim_cur: open + 64, rlim_max: open + 64)
            try #require(setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files) == 0)
            let launcher = try Launcher()
            var sleepers: [Child] = []
            let error = #expect(throws: SubprocessError.self) {
                for _ in 0...128 {
                    sleepers.append(
                        try launcher.start(Programs.script("exec sleep 600"), by: Programs.soon))
                }
            }
            #expect(error?.code == .tooManyAtOnce && !sleepers.isEmpty)
            for sleeper in sleepers { _ = try await sleeper.stop() }
        }
    }

    @Test func everyWayOfEndingLeavesNothingBehind() async {
        await #expect(processExitsWith: .success) {
            let descriptors = try await CrowdTests.descriptorsAtRest()
            do {
                let launcher = try Launcher()
                for round in 0..<30 {
                    let deadline = round % 3 == 0 ? Deadline.after(.milliseconds(30)) : Programs.soon
                    let run = Task {
                        try await launcher.run(
                            Programs.script("echo some; sleep 0.0\(round % 7); exit \(round % 2)"),
                            by: deadline)
                    }
                    if round % 3 == 1 { run.cancel() }
                    _ = await run.result
                    _ = try? launcher.start(Invocation(.at(path: "/none")), by: deadline)
                    _ = try launcher.start(Programs.script("sleep 600"), by: deadline)
                }
                let deadline = Programs.soon
                while !ProcessTable.children.isEmpty, !deadline.hasPassed {
                    try await Task.sleep(for: .milliseconds(5))
                }
                #expect(ProcessTable.children.isEmpty)
            }
            try await CrowdTests.expectDescriptors(descriptors)
        }
    }

    @Test func aHundredMegabytesPassInBoundedMemory() async {
        await #expect(processExitsWith: .success) {
            // Some of it first: what is needed once is there afterwards.
            try await CrowdTests.pass(8 << 20)
            ProcessTable.forgetPeakMemory()
            let before = ProcessTable.peakMemory
            try await CrowdTests.pass(100 << 20)
            let grown = ProcessTable.peakMemory - before
            #expect(grown < 16 << 20, "the peak grew by \(grown) bytes")
        }
    }

    /// So many bytes out of one program, through us, into another, and back.
    private static func pass(_ size: Int) async throws {
        let launcher = try Launcher()
        let source = try launcher.start(
            Invocation(.at(path: "/usr/bin/head"), ["-c", "\(size)", "/dev/zero"]), by: Programs.soon)
        let sink = try launcher.start(
            Invocation(.at(path: "/bin/cat"), input: .stream(source.output)), by: Programs.soon)
        var count = 0
        while let piece = try await sink.output.next() { count += piece.count }
        #expect(count == size)
    }

    /// What is open before anything is started. The runtime opens descriptors of its own at the first sleep.
    private static func descriptorsAtRest() async throws -> Set<String> {
        try await Task.sleep(for: .milliseconds(10))
        return ProcessTable.openDescriptors
    }

    /// The last owner of a descriptor may be a task that is just ending.
    private static func expectDescriptors(_ expected: Set<String>) async throws {
        let deadline = Programs.soon
        while !ProcessTable.openDescriptors.isSubset(of: expected), !deadline.hasPassed {
            try await Task.sleep(for: .milliseconds(5))
        }
        let left = ProcessTable.openDescriptors.subtracting(expected)
        #expect(left.isEmpty, "\(left)")
    }

    @Test func aProgramStartsFasterThanAPersonNotices() async throws {
        let launcher = try Launcher()
        var durations: [Duration] = []
        for _ in 0..<50 {
            let start = ContinuousClock.now
            _ = try await launcher.run(Invocation(.at(path: "/bin/true")), by: Programs.soon)
            durations.append(start.duration(to: .now))
        }
        let median = durations.sorted()[durations.count / 2]
        #expect(median < .milliseconds(200), "a run of true took \(median)")
    }
}
