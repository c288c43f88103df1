package import Basis
import Updates

/// Holds a project against what one of its environments runs.
package enum DeploymentCheck {
    /// One thing that is looked for.
    typealias Rule = @Sendable (DeployedProject) -> [Diagnostic]

    static let rules: [Rule] = [
        serviceNames, volumeNames, builds, hazards, rolls, drains, proxies, overlaidMigrations, journal,
    ]

    /// All findings in several environments, those that the files alone tell among them; what is found in
    /// more than one is told once.
    package static func findings(in environments: [DeployedProject]) -> [Diagnostic] {
        var told: Set<Diagnostic> = []
        let all = environments.flatMap { deployed -> [Diagnostic] in
            var deployed = deployed
            let others = environments.filter { $0.name != deployed.name }.compactMap(\.reading.target)
            deployed.servicesElsewhere = Set(others.flatMap(\.serviceNames))
            return deployed.problems + deployed.reading.findings + rules.flatMap { $0(deployed) }
        }
        return all.filter { told.insert($0).inserted }.inReadingOrder
    }

    /// All findings in files by themselves: no manifest says what stands in front of the services, or how
    /// their health is asked.
    package static func findings(in files: TargetReading) -> [Diagnostic] {
        var all = files.problems + files.findings
        if case .compose(let compose) = files.target {
            let context = ServiceContext()
            all += ServiceHazards(compose, in: context, lines: files.lines, replaced: files.replaced).findings
        }
        return all.inReadingOrder
    }

    /// What will hurt in the services themselves.
    static let hazards: Rule = { deployed in
        deployed.compose.map { deployed.hazards(of: $0).findings } ?? []
    }

    /// Migrations that only this environment has.
    static let overlaidMigrations: Rule = { deployed in
        deployed.environment.overlay.migrations == nil ? [] : ProjectCheck.migrations(deployed.project)
    }
}

extension DeployedProject {
    func hazards(of compose: ComposeProject) -> ServiceHazards {
        ServiceHazards(
            compose, in: ServiceContext(project.manifest, environment), lines: reading.lines,
            replaced: reading.replaced)
    }
}
