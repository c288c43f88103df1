/// An error that can be told to a person.
///
/// Modules throw small enums of data; the words are made here, at one edge, by whoever reports.
package protocol Diagnosable: Error {
    /// The error as a diagnostic.
    var diagnostic: Diagnostic { get }
}

extension Diagnostic: Diagnosable {
    /// Itself.
    package var diagnostic: Diagnostic { self }
}
