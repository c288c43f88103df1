extension Plan.Purpose {
    /// The release that it leads to, by name; nil if the release stays.
    package var version: String? {
        switch self {
        case .update(let release): release.version
        case .rollback(let record): record.release.version
        case .adoption, .other: nil
        }
    }
}
