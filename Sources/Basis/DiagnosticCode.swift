/// A family of stable codes.
///
/// A code never changes its meaning: scripts and manuals refer to it.
///
/// Each module declares one enum of this kind; its raw values begin with the module's word, as in
/// `http.timed-out`. `belay help CODE` prints `summary` and `remedy`.
package protocol DiagnosticCode: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// What the code means, in one sentence.
    var summary: String { get }
    /// What the reader can do next, whatever the particular case.
    var remedy: String { get }
}
