internal import Basis
internal import Engine
internal import Ports
internal import Updates

/// The processes of a trial, one after the other and, where one was only suspended, side by side.
struct Play: Sendable {
    /// What is heard of the processes.
    private enum News: Sendable {
        case ended(process: Int, Result<RunEnding, any Error>)
        case died(process: Int)
        case suspended(process: Int)
    }

    static let person = Requester(user: "anna", host: "tower")

    let scene: Scene
    let scenario: Scenario
    let opening: RunOpening

    init(scene: Scene, scenario: Scenario) {
        (self.scene, self.scenario) = (scene, scenario)
        guard let run = RunID("trial") else { Mistake.trap("a trial has a name that a run may have") }
        opening = RunOpening(
            run: run, scope: Scope(app: "shop", environment: "test"), plan: scenario.plan,
            machine: Run.machine, binary: "simulated", requester: Play.person, time: 0)
    }

    func toTheEnd() async -> Report {
        let (news, mailbox) = AsyncStream<News>.makeStream()
        return await withTaskGroup(of: Void.self) { group in
            var processes: [SimulatedProcess] = []
            var running = 0
            var answers = Answers(dice: scene.dice)
            let launch = { (group: inout TaskGroup<Void>, request: Request?, delay: Duration) in
                let number = processes.count + 1
                let process = SimulatedProcess(
                    number, on: scene, faults: number > Trial.torture ? Faults() : scenario.faults,
                    fatalPoint: number == 1 ? scenario.fatalPoint : nil
                ) { word in
                    mailbox.yield(word == .died ? .died(process: number) : .suspended(process: number))
                }
                processes.append(process)
                running += 1
                group.addTask {
                    let result = await drive(process, request, after: delay)
                    mailbox.yield(.ended(process: number, result))
                }
            }
            launch(&group, nil, .zero)
            var isOver = false
            for await word in news {
                var next: Answers.Next?
                switch word {
                case .died(let number), .suspended(let number):
                    if number == processes.count, !isOver { next = .resume(nil, after: .seconds(1)) }
                case .ended(let number, let result):
                    running -= 1
                    if number == processes.count, !isOver, !processes[number - 1].isDead {
                        check(result, alone: running == 0)
                        next = answers.next(after: result, isHealed: number > Trial.torture)
                    }
                }
                if case .over? = next { isOver = true }
                if case .resume(let request, let delay)? = next {
                    if processes.count >= Trial.torture + Trial.healing {
                        scene.ledger.accuse("the run does not end in a healed world")
                        isOver = true
                    } else {
                        launch(&group, request, delay)
                    }
                }
                if running == 0, isOver || next == nil { break }
            }
            mailbox.finish()
            return finished(processes)
        }
    }

    private func drive(
        _ process: SimulatedProcess, _ request: Request?, after delay: Duration
    ) async -> Result<RunEnding, any Error> {
        let driver = Driver(
            journal: SimulatedJournal(process: process, scene: scene),
            lock: SimulatedLock(process: process, scene: scene),
            identity: { try await process.call { Sketch.target } },
            performer: SimulatedPerformer(process: process, scene: scene, script: scenario.script),
            judge: SimulatedJudge(process: process, scene: scene, script: scenario.script),
            keeper: SimulatedKeeper(process: process), time: scene.clock, observer: SimulatedObserver(),
            holder: process.holder)
        return await withTaskGroup(of: Void.self) { group in
            if scene.dice.falls(process.faults.people) { group.addTask { await disturb(driver) } }
            defer { group.cancelAll() }
            do {
                try await scene.clock.sleep(for: delay)
                let isBegun = scene.store.withState { $0.openings[opening.run] != nil }
                if isBegun {
                    return .success(try await driver.resume(opening.run, by: Play.person, asking: request))
                }
                return .success(try await driver.start(opening))
            } catch { return .failure(error) }
        }
    }

    /// A person asks for something, or presses Ctrl-C.
    private func disturb(_ driver: Driver) async {
        do { try await scene.clock.sleep(for: .milliseconds(scene.dice.below(20_000))) } catch { return }
        let requests: [Request] = [.pause, .abort, .proceed, .approve, .abandon(reason: "enough")]
        if scene.dice.falls(300) { return driver.interrupt() }
        let request = scene.dice.falls(900) ? requests[scene.dice.below(4)] : requests[4]
        scene.store.withState { $0.post(request, by: Play.person, to: opening.run) }
    }
}
