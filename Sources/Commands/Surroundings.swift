internal import Console
internal import Glibc

/// What the process was started in, read once at the edge and handed down as a value.
///
/// Nothing else in Belay reads the environment or asks a terminal about itself.
struct Surroundings: Sendable {
    /// The environment.
    let variables: [String: String]
    /// The folder in which the operator stands.
    let folder: String
    let output: Stream
    let errors: Stream
    /// The descriptor of a terminal on which a person can answer; nil where there is none.
    var answers: Int32?

    /// What is known of a stream.
    struct Stream: Sendable {
        /// Columns, where it is a terminal that tells them.
        var columns: Int?
        var isTerminal = false
    }

    /// What this process really was started in.
    static func current(output: Output, errors: Output) -> Surroundings {
        Surroundings(
            variables: environment(), folder: workingFolder(), output: Stream(describing: output),
            errors: Stream(describing: errors), answers: isatty(STDIN_FILENO) == 1 ? STDIN_FILENO : nil)
    }

    private static func workingFolder() -> String {
        guard let path = getcwd(nil, 0) else { return "." }
        defer { free(path) }
        return String(cString: path)
    }

    private static func environment() -> [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let parts = String(cString: text).split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        return variables
    }
}

extension Surroundings.Stream {
    fileprivate init(describing output: Output) {
        isTerminal = output.isTerminal
        columns = output.columns
    }
}
