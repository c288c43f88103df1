import Basis
import Subprocesses
import Testing

extension Programs {
    struct CrowdTests {
        @Test func hundredsAtOnceAnswerAndLeaveNothingBehind() async throws {
            let descriptors = ProcessTable.openDescriptors
            do {
                let launcher = try Launcher()
                for crowd in 0..<3 {
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for number in 0..<200 {
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
            try await expectDescriptors(descriptors)
        }

        @Test func everyWayOfEndingLeavesNothingBehind() async throws {
            let descriptors = ProcessTable.openDescriptors
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
            try await expectDescriptors(descriptors)
        }

        /// The last owner of a descriptor may be a task that is just ending.
        private func expectDescriptors(_ expected: Set<String>) async throws {
            let deadline = Programs.soon
            while ProcessTable.openDescriptors != expected, !deadline.hasPassed {
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(ProcessTable.openDescriptors == expected)
        }

        @Test func aProgramStartsFasterThanAPersonNotices() async throws {
            let launcher = try Launcher()
            let durations = try await Array(0..<50).asyncMap { _ in
                let start = ContinuousClock.now
                _ = try await launcher.run(Invocation(.at(path: "/bin/true")), by: Programs.soon)
                return start.duration(to: .now)
            }
            let median = durations.sorted()[durations.count / 2]
            print("subprocess: one run of true, start to end, median of \(durations.count): \(median)")
            #expect(median < .milliseconds(100))
        }
    }
}

extension Array {
    /// The elements one after the other through an asynchronous function.
    func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
