internal import Basis
package import Ports
package import Updates

/// Tells people. Whatever becomes of that, the run goes on.
package final class NotifyStep: Performer {
    private let notifier: any Notifier
    private let vault: any Vault
    /// What was begun by a Belay before us, and may have arrived.
    private let inDoubt = Guarded<Set<String>>([])

    /// With who brings messages, and what fills them.
    package init(_ notifier: any Notifier, vault: any Vault) {
        (self.notifier, self.vault) = (notifier, vault)
    }

    /// There is nothing to read.
    package func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence { Evidence() }

    /// Sends the message to whoever wants to hear of it; how many took it is the evidence.
    package func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        guard case .notify(let action) = step.action else { throw WrongStep(step.name) }
        let message: Announcement
        do { message = try await announcement(action, step, situation) } catch let failure as FillFailure {
            situation.leash.tell(.said(failure.diagnostic.what))
            return Evidence(facts: ["sent": "0", "failed": "1"])
        }
        let receivers = situation.plan.manifest.notify.filter { receiver in
            action.to.isEmpty || action.to.contains { $0.value == receiver.channel.word }
        }.filter { $0.on.isEmpty || situation.event.map($0.on.map(\.value).contains) != false }
        let (notifier, leash) = (notifier, situation.leash)
        return try await withThrowingTaskGroup(of: Bool.self) { group in
            for receiver in receivers {
                group.addTask { try await NotifyStep.send(message, to: receiver, notifier, leash) }
            }
            let sent = try await group.reduce(0) { $1 ? $0 + 1 : $0 }
            return Evidence(facts: ["sent": "\(sent)", "failed": "\(receivers.count - sent)"])
        }
    }

    /// It may be told again; then it says so.
    package func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        inDoubt.withLock { _ = $0.insert(TaskKey(step, in: situation).description) }
        return .absent
    }

    /// It may be told again; then it says so.
    package func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        try await observe(step, in: situation)
    }

    /// What was said was said.
    package func reverse(_ step: PlannedStep, in situation: Situation) async throws {}

    /// There is nothing to remove.
    package func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {}

    private static func send(
        _ message: Announcement, to receiver: Receiver, _ notifier: any Notifier, _ leash: any Leash
    ) async throws -> Bool {
        do {
            try await notifier.send(message, to: receiver)
            return true
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            let diagnostic = (error as? any Diagnosable)?.diagnostic
            let why = diagnostic?.why.map { ": \($0)" } ?? ""
            leash.tell(.said((diagnostic?.what ?? "`\(receiver.channel.word)` could not be told") + why))
            return false
        }
    }

    private func announcement(_ action: NotifyAction, _ step: PlannedStep, _ situation: Situation)
        async throws
        -> Announcement
    {
        let key = TaskKey(step, in: situation).description
        let text = try await Fill(step, in: situation, vault: vault).words(action.message)
        var facts = [
            "app": situation.plan.manifest.app.value, "environment": situation.plan.environmentName,
            "run": situation.run.text, "step": step.name,
        ]
        facts["version"] = situation.release?.version
        facts["host"] = situation.requester?.host
        let isRepeat = situation.attempt > 1 || inDoubt.withLock { $0.contains(key) }
        return Announcement(
            key: key, event: situation.event ?? .started, text: text, facts: facts, isRepeat: isRepeat)
    }
}

extension Situation {
    /// What a message of this moment is about; nil while the run is under way.
    fileprivate var event: Receiver.Event? { Receiver.Event(rawValue: runOutcome) }
}
