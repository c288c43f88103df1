/// A result that a command hands to the operator: told in words on a terminal, or as one JSON event to a
/// program.
package protocol Report: Sendable {
    /// The name of the JSON event.
    var event: String { get }
    /// The event's fields besides its name.
    var fields: [JSONField] { get }
    /// The result in words, wrapped to the surface, without a line break at its end.
    func text(on surface: Surface) -> String
}
