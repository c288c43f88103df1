internal import Basis

/// How long ago a backup began.
struct BackupAge: Hashable {
    let milliseconds: Int64

    /// In the unit that a person would use.
    var text: String {
        let minutes = max(0, milliseconds) / 60_000
        switch minutes {
        case ..<120: return minutes == 1 ? "minute" : "\(minutes) minutes"
        case ..<(48 * 60): return "\(minutes / 60) hours and \(minutes % 60) minutes"
        default: return "\(minutes / 1440) days and \(minutes / 60 % 24) hours"
        }
    }
}

extension String {
    /// The moment that the name of a backup begins with.
    var moment: String { String(prefix { $0 != "-" }) }
}
