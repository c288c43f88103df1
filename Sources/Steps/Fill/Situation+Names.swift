internal import Basis
internal import FoundationEssentials
internal import Ports
internal import Updates

extension Situation {
    /// What a name stands for; nil if it has no value here. Secrets are never among these.
    func value(of name: NamePath, for step: PlannedStep) -> Value? {
        let rest = name.parts.dropFirst().joined(separator: ".")
        return switch name.root {
        case "app" where rest.isEmpty: .text(plan.manifest.app.value)
        case "env" where rest.isEmpty: .text(plan.environmentName)
        case "now" where rest.isEmpty: now.map { .text(Situation.moment($0)) }
        case "inputs": step.inputs[rest]
        case "release": releaseValue(rest)
        case "run": runValue(rest)
        case "before": before?.facts[rest].map(Value.text)
        case "steps": fact(of: name).map(Value.text)
        default: nil
        }
    }

    /// What an earlier step sealed under a name; nil if it did not.
    func sealed(_ name: NamePath) -> String? {
        guard name.root == "steps", let (evidence, rest) = evidence(of: name) else { return nil }
        let step = name.parts[1]
        // The record of a step of another kind is in another form, and seals nothing for others.
        return (try? evidence.record(as: SealedFacts.self, of: step))?.sealed[rest]
    }

    private func fact(of name: NamePath) -> String? {
        evidence(of: name).flatMap { evidence, rest in evidence.facts[rest] }
    }

    /// `steps.NAME.before.REST` and `steps.NAME.after.REST`; the name of a step may hold dots itself.
    private func evidence(of name: NamePath) -> (Evidence, rest: String)? {
        for (index, part) in name.parts.enumerated().dropFirst(2) where part == "before" || part == "after" {
            guard let known = history[name.parts[1..<index].joined(separator: ".")] else { continue }
            let rest = name.parts[(index + 1)...].joined(separator: ".")
            return (part == "before" ? known.before : known.after).map { ($0, rest) }
        }
        return nil
    }

    private func releaseValue(_ part: String) -> Value? {
        let release = release
        return switch part {
        case "version", "tag":
            release.map { ReleaseVersion($0.version).map(Value.release) ?? .text($0.version) }
        case "commit": release?.commit.map(Value.text)
        default: nil
        }
    }

    private func runValue(_ part: String) -> Value? {
        switch part {
        case "id": .text(run.text)
        case "outcome": .text(runOutcome)
        case "who": requester.map { .text($0.user) }
        case "host": requester.map { .text($0.host) }
        case "ticket": requester?.ticket.map(Value.text)
        default: nil
        }
    }

    /// The release that the run is for, or, where it is for none, the one in force.
    var release: (version: String, commit: String?)? {
        switch plan.purpose {
        case .update(let release): (release.version, release.commit)
        case .rollback(let record): (record.release.version, record.release.commit)
        case .adoption, .other: plan.world.release.map { ($0.version, $0.commit) }
        }
    }

    /// A moment as people and programs write it: `2026-11-25T21:20:59Z`.
    private static func moment(_ milliseconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(milliseconds / 1000)).formatted(.iso8601)
    }
}
