import Basis
import Glibc
import Testing

/// The built program, real processes, a real engine: whenever it is killed, the world ends in one of the two
/// states that a run may leave, and the journal tells what happened.
///
/// `.ci/proof ordeal ROUNDS DUELS SEED` has many more rounds than a test run.
struct KillTests {
    /// A few here; hundreds in the long proofs.
    private static let rounds = RealEngine.variables["BELAY_ROUNDS"].flatMap { Int($0) } ?? 30
    private static let duels = RealEngine.variables["BELAY_DUELS"].flatMap { Int($0) } ?? 12
    private static let seed = RealEngine.variables["BELAY_SEED"].flatMap { UInt64($0) } ?? 1
    /// They wait for the engine and the disk most of the time.
    private static let lanes = 3

    /// What a round came to.
    struct Ending {
        var standing: String
        var kills = 0
        var complaints: [String] = []
    }

    @Test(
        "rule 1: killed at any moment, a run of real commands ends done or undone", .timeLimit(.minutes(60)))
    func killedAtAnyMoment() async throws {
        try await Stage.with { stage in
            let endings = try await withThrowingTaskGroup(of: [Ending].self) { group in
                for lane in 0..<KillTests.lanes {
                    group.addTask {
                        let project = try OrdealProject("lane\(lane)", on: stage)
                        var endings: [Ending] = []
                        for round in stride(from: lane, to: KillTests.rounds, by: KillTests.lanes) {
                            endings.append(try await KillTests.round(round, in: project))
                        }
                        return endings
                    }
                }
                // A claim holds for a minute: long for a test run, and nothing beside hundreds of rounds.
                if KillTests.rounds >= 100 {
                    group.addTask {
                        try await KillTests.suspension(on: stage)
                        return []
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            for complaint in endings.flatMap(\.complaints) { Issue.record("\(complaint)") }
            let kills = endings.reduce(0) { $0 + $1.kills }
            let counts = Dictionary(grouping: endings, by: \.standing).mapValues(\.count)
            KillTests.tell("\(endings.count) rounds from seed \(KillTests.seed), \(kills) kills: \(counts)")
            #expect(endings.count == KillTests.rounds && kills >= KillTests.rounds / 2)
            #expect(counts["succeeded", default: 0] > 0 && counts["rolled-back", default: 0] > 0)
        }
    }

    /// Who slept for longer than the claim lasts is ended by whoever takes over, and the run gets through.
    private static func suspension(on stage: Stage) async throws {
        let project = try OrdealProject("asleep", on: stage)
        try project.write(playbook: OpenRunTests.slow, named: "slow")
        let sleeper = try project.start("run", "slow")
        try await project.until("the first step has begun", within: stage, "world/begun")
        Glibc.kill(sleeper.number, SIGSTOP)
        try await Task.sleep(for: .seconds(62))
        #expect(!sleeper.isOver)
        try project.write("", to: "world/go")
        let next = try project.start("resume")
        #expect(try await next.exit(within: OrdealProject.patience) == 0, "\(next.said)")
        #expect(try await sleeper.exit(within: OrdealProject.patience) == -SIGKILL)
        #expect(try project.world().marks == ["mark.1", "mark.2"])
        KillTests.tell("a suspended holder was ended, and its run finished")
    }

    private static func round(_ round: Int, in project: OrdealProject) async throws -> Ending {
        var random = SplitMix(seed: seed &* 1_000_003 &+ UInt64(round))
        let climb = Climb(&random)
        try project.write(playbook: climb.playbook, named: "climb")
        try project.clear()
        let before = try await standing(in: project)
        var kills = 0
        for turn in 0..<Int.random(in: 1...4, using: &random) {
            let process = try turn == 0 ? project.start("run", "climb") : project.start("resume")
            // Most shall die in the midst of it, and not on the way there.
            if turn == 0, Int.random(in: 0..<8, using: &random) > 0 { try await project.begun(by: process) }
            // A run takes a third of a second, and more on a busy machine; some shall get through.
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...300, using: &random)))
            if !process.isOver { kills += 1 }
            process.kill()
        }
        let last = try await standing(in: project)
        var ending = Ending(standing: last == before ? "never begun" : last.name, kills: kills)
        if last != before {
            let process = try project.start("resume")
            _ = try await process.exit(within: OrdealProject.patience)
            ending.standing = try await standing(in: project).name
        }
        let (marks, violations) = try project.world()
        let allowed = ending.standing == "succeeded" ? climb.marks : []
        let isOver = ["succeeded", "rolled-back", "failed", "never begun"].contains(ending.standing)
        let check = try project.start("journal", "check")
        let isSound = try await check.exit(within: OrdealProject.patience) == 0
        let isExpected = ending.standing != "succeeded" || climb.maySucceed(in: kills)
        if !isOver || marks != allowed || !violations.isEmpty || !isSound || !isExpected {
            ending.complaints.append(
                "seed \(seed), round \(round): \(ending.standing), marks \(marks), \(violations), "
                    + "journal \(isSound ? "sound" : check.said)"
                    + "\n\(climb.playbook)\n\(try await story(project))"
            )
        }
        return ending
    }

    private struct Standing: Equatable {
        var run = ""
        var name = "never begun"
    }

    /// The newest run and how it stands.
    private static func standing(in project: OrdealProject) async throws -> Standing {
        let process = try project.start("status", "--json")
        guard try await process.exit(within: OrdealProject.patience) == 0 else {
            throw Complaint("belay status: \(process.said)")
        }
        let text = process.said
        return Standing(
            run: word("\"run\":\"", in: text) ?? "", name: word("\"standing\":\"", in: text) ?? "never begun")
    }

    private static func word(_ key: String, in text: String) -> String? {
        text.split(separator: key, maxSplits: 1).dropFirst().first.map { String($0.prefix { $0 != "\"" }) }
    }

    private static func story(_ project: OrdealProject) async throws -> String {
        let process = try project.start("show")
        _ = try await process.exit(within: OrdealProject.patience)
        return process.said
    }

    /// Figures are for whoever runs the long proofs.
    private static func tell(_ line: String) {
        let bytes = Array("kills: \(line)\n".utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }

    @Test("rule 29: of two processes that start together, exactly one gets the run", .timeLimit(.minutes(20)))
    func twoThatStartTogether() async throws {
        try await Stage.with { stage in
            let project = try OrdealProject("duel", on: stage)
            let wait = "echo won >>world/wins; until [ -e world/go ]; do sleep 0.02; done"
            try project.write(
                playbook: """
                    playbook: duel
                    about: Waits until the other one has given up.
                    steps:
                      - name: wait
                        command: { run: "\(wait)", shell: true, undo: "true" }

                    """, named: "duel")
            for duel in 1...KillTests.duels {
                try project.clear()
                let both = [try project.start("run", "duel"), try project.start("run", "duel")]
                let end = ContinuousClock.now.advanced(by: OrdealProject.patience)
                while !both.contains(where: \.isOver), ContinuousClock.now < end {
                    try await Task.sleep(for: .milliseconds(5))
                }
                let loser = try #require(both.first(where: { $0.isOver }), "duel \(duel): nobody gave up")
                let winner = try #require(both.first(where: { !$0.isOver }), "duel \(duel): \(loser.said)")
                #expect(try await loser.exit(within: .zero) == 5, "duel \(duel): \(loser.said)")
                try project.write("", to: "world/go")
                #expect(try await winner.exit(within: OrdealProject.patience) == 0, "\(winner.said)")
                #expect(try project.read("world/wins") == "won\n", "duel \(duel)")
            }
            KillTests.tell("\(KillTests.duels) times two processes together")
        }
    }
}
