import Basis
import Updates

extension DeploymentCheck {
    /// Services that are named and do not exist.
    static let serviceNames: Rule = { deployed in
        guard let target = deployed.reading.target else { return [] }
        let names = KnownServices(target)
        let manifest = deployed.project.manifest
        let steps = deployed.project.playbooksInUse.flatMap(\.allSteps)
        let shared = manifest.serviceMentions + steps.flatMap(\.serviceMentions)
        let own = deployed.environment.traffic?.serviceMentions ?? []
        return own.compactMap { deployed.finding(about: $0, among: names) }
            + shared.compactMap { mention in
                // What another environment has is no mistake of spelling: only here it cannot be done.
                let isElsewhere = deployed.servicesElsewhere.contains(mention.name.value)
                return deployed.finding(about: mention, among: names, severity: isElsewhere ? .warning : nil)
            }
    }

    /// Volumes that backups name and the project does not have.
    static let volumeNames: Rule = { deployed in
        guard let project = deployed.compose else { return [] }
        let known = project.volumes.map(\.key.value)
        return deployed.project.manifest.files.compactMap { files in
            guard case .volume(let name) = files.value, !known.contains(name.value) else { return nil }
            let nearest = known.nearest(to: name.value).map { "Did you mean `\($0)`?" }
            let all = known.isEmpty ? "It has none." : "There are: \(known.sorted().joined(separator: ", "))."
            let what = "`\(deployed.name)` has no volume `\(name.value)`"
            return deployed.finding(.unknownVolume, what, at: name.span, remedy: nearest ?? all)
        }
    }

    /// Services that are to be built and have nothing to build.
    static let builds: Rule = { deployed in
        guard let project = deployed.compose else { return [] }
        let ready = Set((project.services + project.dormant).filter { $0.build == nil }.map(\.name.value))
        return deployed.project.playbooksInUse.flatMap(\.allSteps).flatMap { step -> [Diagnostic] in
            guard case .build(let build) = step.action, build.origin == .source else { return [] }
            return build.services.filter { ready.contains($0.value) }.map { name in
                deployed.finding(.nothingToBuild, "`\(name.value)` has no `build:`", at: name.span)
            }
        }
    }
}

/// The services of a target, by what they are good for.
private struct KnownServices {
    let running: Set<String>
    let dormant: [String: String]
    let addresses: Set<String>

    init(_ target: Target) {
        running = Set(target.serviceNames)
        switch target {
        case .compose(let project):
            addresses = running
            let profiles = project.dormant.map { ($0.name.value, $0.profiles.first?.value ?? "") }
            dormant = Dictionary(profiles) { first, _ in first }
        case .kubernetes(let objects):
            addresses = running.union(objects.filter { $0.kind.value == "Service" }.map(\.name.value))
            dormant = [:]
        }
    }
}

extension DeployedProject {
    fileprivate func finding(
        about mention: ServiceMention, among names: KnownServices, severity: Diagnostic.Severity? = nil
    ) -> Diagnostic? {
        let name = mention.name
        let isDormant = names.dormant[name.value] != nil
        let known = mention.role == .address ? names.addresses : names.running
        guard !known.contains(name.value), !(isDormant && mention.role == .oneOff) else { return nil }
        if let profile = names.dormant[name.value] {
            return finding(
                .dormantService, "no active profile of `\(self.name)` starts `\(name.value)`", at: name.span,
                remedy: "Add `profiles: [\(profile)]` to the environment, or remove the name here.",
                severity: severity)
        }
        let nearest = known.sorted().nearest(to: name.value).map { "Did you mean `\($0)`?" }
        let all = known.isEmpty ? "It has none." : "There are: \(known.sorted().joined(separator: ", "))."
        return finding(
            .unknownService, "`\(self.name)` has no service `\(name.value)`", at: name.span,
            remedy: nearest ?? all, severity: severity)
    }
}
