internal import Glibc

/// Where the journal is kept if nobody says otherwise.
enum JournalPlace {
    /// The folder that `make install` makes, for all who may speak with the engine.
    private static let shared = "/var/lib/belay"

    /// The shared folder where it was made, else that of the user; nil where the user has none.
    static func usual(in surroundings: Surroundings) -> String? {
        if access(shared, F_OK) == 0 { return shared }
        let variables = surroundings.variables
        if let state = variables["XDG_STATE_HOME"], state.hasPrefix("/") { return "\(state)/belay" }
        return variables["HOME"].map { "\($0)/.local/state/belay" }
    }
}
