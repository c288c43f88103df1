internal import Basis

/// What is said of the SQL of a migration before it runs.
package enum SchemaCode: String, CaseIterable, DiagnosticCode {
    /// Data is gone for good.
    case destroys = "schema.destroys"
    /// Old code no longer finds what it asks for.
    case renames = "schema.renames"
    /// A table is written anew while nobody may use it.
    case rewrites = "schema.rewrites"
    /// Others wait for as long as the statement takes.
    case locks = "schema.locks"
    /// A statement may wait for its lock without end, and everybody else behind it.
    case waitsWithoutEnd = "schema.waits-without-end"
    /// A statement that no transaction may hold.
    case needsNoTransaction = "schema.needs-no-transaction"
    /// An expansion that takes something away.
    case notExpanding = "schema.not-expanding"

    /// What the code means.
    package var summary: String {
        switch self {
        case .destroys: "A migration removes data or what holds it."
        case .renames: "A migration gives something another name, under which old code does not look."
        case .rewrites: "A migration writes a table anew; nobody can use the table meanwhile."
        case .locks: "A migration keeps others from a table for as long as a statement takes."
        case .waitsWithoutEnd:
            "A migration waits for a lock without a bound, and whoever comes after it waits behind it."
        case .needsNoTransaction: "A migration runs a statement in a transaction that must not be in one."
        case .notExpanding: "A migration of the phase `expand` takes away what old code may need."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .destroys: "Do it in the phase `contract`, after the code that used it is gone; back up before."
        case .renames: "Add the new name, copy, let code use it, and remove the old one in a later release."
        case .rewrites: "Add a new column, fill it in batches, switch over, and remove the old one later."
        case .locks:
            "Use the form that lets others work: CONCURRENTLY, NOT VALID and VALIDATE, USING INDEX."
        case .waitsWithoutEnd:
            "Begin the migration with `SET lock_timeout = '5s'`; one that fails is tried again."
        case .needsNoTransaction: "Put it into a migration of its own that runs outside of a transaction."
        case .notExpanding:
            "Move it to `contract`; or say `compatible: true` if old code can do without it all the same."
        }
    }
}
