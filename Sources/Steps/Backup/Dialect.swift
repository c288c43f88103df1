internal import Updates

/// How the programs of one kind of database are called.
///
/// A restore goes into a scratch place first, under a name that is used once: what is live is touched only by
/// the swap at the end, which the database does as one act.
protocol Dialect: Sendable {
    /// What a dump is.
    var form: BackupPart.Form { get }
    /// Prints which program dumps, and its version.
    var version: Order { get }
    /// Prints everything.
    var dump: Order { get }
    /// Prints something if there is anything live that a restore would replace.
    var presence: Order { get }
    /// Makes an empty scratch place.
    func make(_ scratch: String) -> [Order]
    /// Loads what it is given; nil where this kind cannot take that form.
    func load(_ form: BackupPart.Form, into scratch: String) -> Order?
    /// Reads all of what it is given, and restores it nowhere; nil where there is no such program.
    func reading(_ form: BackupPart.Form) -> Order?
    /// Puts a scratch place in the place of what is live, which stays under the other name where it can.
    func swap(_ scratch: String, keeping old: String) -> [Order]
    /// Removes a scratch place, or what was kept; nothing happens if there is none.
    func drop(_ name: String) -> [Order]
    /// Runs a query of the manifest's checks in a scratch place, given on standard input; nil where there is
    /// no such thing.
    func query(in scratch: String) -> Order?
    /// The line that brings a dump back by hand, behind what opens it.
    var byHand: String { get }
    /// What is wrong with how a dump ends, given its last bytes: programs may be killed without a word.
    func flaw(inEnd bytes: [UInt8]) -> String?
}

extension Dialect {
    func flaw(inEnd bytes: [UInt8]) -> String? { nil }
    func reading(_ form: BackupPart.Form) -> Order? { nil }
    func query(in scratch: String) -> Order? { nil }
}
