import Updates

/// The manual of the language: the files of Docs/Manual, carried in the binary.
package enum Manual {
    /// All pages, in the order in which they are best read.
    package static var pages: [ManualPage] {
        let environment = Form<Environment>.environment.shape
        let traffic = Form<TrafficSwitch>.trafficSwitch.shape
        return [
            ManualPage("manifest", file: PackageResources.manifest_yml, shape: LanguageFile.manifest.shape),
            ManualPage("environments", file: PackageResources.environments_yml, shape: environment),
            ManualPage("traffic", file: PackageResources.traffic_yml, shape: traffic),
            ManualPage("playbook", file: PackageResources.playbook_yml, shape: LanguageFile.playbook.shape),
            ManualPage("step", file: PackageResources.step_yml, shape: common),
            ManualPage("gates", file: PackageResources.gates_yml, shape: LanguageFile.shape(named: "gate")),
            ManualPage("expressions", file: PackageResources.expressions_yml),
        ] + kinds.map { ManualPage("step", $0.name, file: file(ofKind: $0.name), shape: $0.shape) }
    }

    /// The kinds of step, each with what it does.
    package static var kinds: [RecordShape.Key] { Action.kinds.map(\.shape) }

    /// What `belay help` knows about besides commands and codes.
    package static let topics = [
        "manifest", "environments", "traffic", "playbook", "step", "gates", "expressions",
    ]

    /// The page on a topic; nil if there is none.
    package static func page(on topic: [String]) -> ManualPage? { pages.first { $0.topic == topic } }

    /// Records that other pages leave to a page of their own.
    static let recordsWithPages: Set<String> = ["an environment", "traffic", "a gate", "a step"]

    /// A step without its kinds: what is common to all.
    private static var common: Shape? {
        guard case .record(let step) = LanguageFile.shape(named: "step") else { return nil }
        let names = Set(kinds.map(\.name))
        let keys = step.keys.filter { !names.contains($0.name) }
        return .record(RecordShape(name: step.name, keys: keys, choices: []))
    }

    private static func file(ofKind name: String) -> [UInt8] {
        switch name {
        case "backup": PackageResources.step_backup_yml
        case "restore": PackageResources.step_restore_yml
        case "pull": PackageResources.step_pull_yml
        case "build": PackageResources.step_build_yml
        case "migrate": PackageResources.step_migrate_yml
        case "roll": PackageResources.step_roll_yml
        case "scale": PackageResources.step_scale_yml
        case "command": PackageResources.step_command_yml
        case "sql": PackageResources.step_sql_yml
        case "http": PackageResources.step_http_yml
        case "notify": PackageResources.step_notify_yml
        case "approve": PackageResources.step_approve_yml
        case "probe": PackageResources.step_probe_yml
        case "call": PackageResources.step_call_yml
        case "verify": PackageResources.step_verify_yml
        case "prune": PackageResources.step_prune_yml
        case "together": PackageResources.step_together_yml
        case "always": PackageResources.step_always_yml
        // A kind without a page: ManualTests say which.
        default: []
        }
    }
}
