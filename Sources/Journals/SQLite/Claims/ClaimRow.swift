internal import Basis
internal import Ports
internal import Updates

/// What the table of claims says of a scope.
struct ClaimRow: Hashable, Sendable {
    let epoch: Int
    /// Nil when nobody has the claim.
    let holder: Holder?
    /// How long it may go without a renewal.
    let patience: Duration
    /// How often it was renewed.
    let beat: Int
    /// When it was taken or renewed last, in milliseconds since the machine started.
    let renewed: Int64

    static func of(_ scope: Scope, in database: Database) throws(JournalError) -> ClaimRow? {
        try database.first(
            "SELECT epoch, holder, patience, beat, renewed FROM claims WHERE app = ? AND environment = ?",
            [.text(scope.app), .text(scope.environment)]
        ) { row throws(JournalError) in
            var holder: Holder?
            if !row.isNull(1) {
                guard case .success(let read) = CanonicalJSON.decode(Holder.self, row.bytes(1)) else {
                    let damage = JournalDamage.disagreement("the claim on \(scope)")
                    throw JournalError(.damaged(damage), at: database.location)
                }
                holder = read
            }
            return ClaimRow(
                epoch: row.integer(0), holder: holder, patience: .milliseconds(row.integer(2)),
                beat: row.integer(3), renewed: Int64(row.integer(4)))
        }
    }
}
