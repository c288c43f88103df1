package import Basis

/// What a node does with a container: to ask how it is, or before it ends.
package enum PodAction: Hashable, Sendable {
    /// Runs a program in it.
    case command([Located<String>])
    /// Asks an address; the port is a number or a name.
    case http(path: Located<String>?, port: Located<String>?)
    /// Opens a connection.
    case tcp(port: Located<String>?)
    /// Asks the health service of gRPC.
    case grpc(port: Located<Int>?)
    /// Waits for so many seconds.
    case sleep(seconds: Located<Int>)
    /// Something that Belay does not know.
    case other

    /// For how many seconds it waits before anything else happens, as far as that can be seen.
    package var sleepSeconds: Int? {
        switch self {
        case .sleep(let seconds): return seconds.value
        case .command(let words):
            let all = words.flatMap { $0.value.split { " ;&|\t\n".contains($0) }.map(String.init) }
            return PodAction.seconds(ofSleepIn: all)
        case .http, .tcp, .grpc, .other: return nil
        }
    }

    /// Whether two actions are the same, wherever they are written.
    package func isSame(as other: PodAction) -> Bool {
        switch (self, other) {
        case (.command(let one), .command(let another)): one.map(\.value) == another.map(\.value)
        case (.http(let path, let port), .http(let another, let other)):
            path?.value == another?.value && port?.value == other?.value
        case (.tcp(let port), .tcp(let other)): port?.value == other?.value
        case (.grpc(let port), .grpc(let other)): port?.value == other?.value
        case (.sleep(let seconds), .sleep(let others)): seconds.value == others.value
        default: false
        }
    }

    /// Sleeps that follow each other add up.
    private static func seconds(ofSleepIn words: [String]) -> Int? {
        var total: Int?
        for (word, next) in zip(words, words.dropFirst()) where word == "sleep" || word.hasSuffix("/sleep") {
            guard let seconds = seconds(next) else { continue }
            let (sum, overflow) = (total ?? 0).addingReportingOverflow(seconds)
            total = overflow ? Int.max : sum
        }
        return total
    }

    private static func seconds(_ text: String) -> Int? {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        let unit = text.last.flatMap { units[$0] }
        guard let number = Double(unit == nil ? text[...] : text.dropLast()), number >= 0, number < 1e6 else {
            return nil
        }
        return Int(number * Double(unit ?? 1))
    }
}
