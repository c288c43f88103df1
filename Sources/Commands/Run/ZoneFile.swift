internal import Basis
internal import Updates

/// The time zones of this machine.
enum ZoneFile {
    private static let folder = "/usr/share/zoneinfo"
    private static let own = "/etc/localtime"

    /// The rules of a zone; without a name those of the machine. Throws for a zone that the machine lacks.
    static func rules(of zone: String?) throws(Failure) -> ZoneRules {
        // The names of a manifest hold no dots, so none leads out of the folder.
        let path = zone.map { "\(folder)/\($0)" } ?? own
        if let bytes = try? TextFile.read(path), let rules = ZoneRules(bytes) { return rules }
        // A machine without rules of its own shows UTC, as the C library does.
        if zone == nil || zone == "UTC" { return .utc }
        let what = "this machine has no time zone `\(zone ?? "")`"
        throw .wrongInput([Diagnostic(CommandCode.unknownZone, what, at: .thing(path))])
    }
}
