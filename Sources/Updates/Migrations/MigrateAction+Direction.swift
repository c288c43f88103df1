internal import Basis

extension MigrateAction {
    /// Whether it takes migrations back by number. One whose number is filled in later may, for all that
    /// is known.
    var goesDown: Bool {
        guard let down else { return false }
        return !["", "0"].contains(down.literal ?? "?")
    }

    /// Whether old code can live with what it leaves.
    package func keepsOldCodeAlive(_ rules: Migrations) -> Bool {
        guard descent == nil, phase?.value != .contract else { return false }
        return phase?.value == .expand || rules.compatible?.value == true
    }
}

extension Manifest {
    /// Whether a backup that is made here can be read here, and so be a way back (safety 24).
    package var canReadBackups: Bool {
        guard let encryption = backups?.encrypt else { return true }
        return encryption.identity != nil
    }
}
