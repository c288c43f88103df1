/// The few colours that Belay uses, or none of them.
///
/// Colour only repeats what the words say.
package struct Palette: Hashable, Sendable {
    /// What a piece of text is for.
    package enum Role: Sendable {
        /// What the text is, from a failure down to what only frames the rest.
        case error, warning, note, emphasis, quiet
    }

    private let hasColour: Bool

    /// The palette of a stream.
    package init(_ surface: Surface) { hasColour = surface.hasColour }

    /// The text in the colour of its role.
    ///
    /// The text must be harmless already.
    package func paint(_ text: String, as role: Role) -> String {
        hasColour && !text.isEmpty ? "\u{1b}[\(Palette.code(role))m\(text)\u{1b}[0m" : text
    }

    private static func code(_ role: Role) -> String {
        switch role {
        case .error: "1;31"
        case .warning: "1;33"
        case .note: "1;36"
        case .emphasis: "1"
        case .quiet: "2"
        }
    }
}
