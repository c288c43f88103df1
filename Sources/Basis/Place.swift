/// Where something happened.
package enum Place: Hashable, Sendable, Codable {
    /// In a text, with the line itself so that a caret can be drawn without reading the file again.
    case text(Span, line: String?)
    /// At a thing with a name: a path, a URL, a container, a tag.
    case thing(String)
    /// On the command line.
    case commandLine
}

extension Place: CustomStringConvertible {
    /// The place in one line.
    package var description: String {
        switch self {
        case .text(let span, _): span.description
        case .thing(let name): name
        case .commandLine: "command line"
        }
    }
}
