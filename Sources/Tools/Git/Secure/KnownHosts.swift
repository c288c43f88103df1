internal import FoundationEssentials
internal import Glibc

/// The host keys that are believed, read from files in OpenSSH's format.
///
/// Hashed names, wildcards, negation, `[host]:port` and `@revoked` are understood; `@cert-authority` lines
/// are passed over, since libssh2 asks for no host certificates. Lines that make no sense are passed over,
/// as ssh does.
package struct KnownHosts: Sendable {
    /// Where a known key stands.
    package struct Source: Hashable, Sendable, CustomStringConvertible {
        /// The file.
        package let file: String
        /// The line, from 1.
        package let line: Int
        /// The type of the key.
        package let type: String

        /// `file:line`.
        package var place: String { "\(file):\(line)" }
        /// Type and place.
        package var description: String { "\(type) at \(place)" }
    }

    /// What the files say of a key.
    enum Verdict: Hashable {
        case known
        case unknown
        case changed([Source])
        case revoked(Source)
    }

    private struct Entry {
        let source: Source
        let names: Substring
        let base64: Substring
        let isRevoked: Bool
    }

    private var entries: [Entry] = []

    init() {}

    mutating func add(_ text: String, from file: String) {
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated()
        {
            var fields = line.split(maxSplits: 4, whereSeparator: { $0 == " " || $0 == "\t" })[...]
            guard let first = fields.first, !first.hasPrefix("#") else { continue }
            let marker = first.hasPrefix("@") ? fields.removeFirst() : nil
            guard fields.count >= 3, marker == nil || marker == "@revoked" else { continue }
            let parts = Array(fields)
            entries.append(
                Entry(
                    source: Source(file: file, line: index + 1, type: String(parts[1])), names: parts[0],
                    base64: parts[2], isRevoked: marker != nil))
        }
    }

    /// The types of the keys known for a host, in the order of the files: what to ask the host for first.
    func types(host: String, port: Int) -> [String] {
        matching(host, port).filter { !$0.isRevoked }.map(\.source.type)
    }

    func verdict(_ key: HostKey) -> Verdict {
        let listed = matching(key.host, key.port)
        if let revoked = listed.first(where: { $0.isRevoked && $0.base64 == key.base64 }) {
            return .revoked(revoked.source)
        }
        let known = listed.filter { !$0.isRevoked }
        if known.contains(where: { $0.base64 == key.base64 && $0.source.type == key.type }) { return .known }
        return known.isEmpty ? .unknown : .changed(known.map(\.source))
    }

    private func matching(_ host: String, _ port: Int) -> [Entry] {
        let name = (port == 22 ? host : "[\(host)]:\(port)").lowercased()
        return entries.filter { entry in
            if entry.names.hasPrefix("|1|") { return KnownHosts.hashed(entry.names, is: name) }
            let patterns = entry.names.lowercased().split(separator: ",")
            let refused = patterns.contains {
                $0.hasPrefix("!") && KnownHosts.glob($0.dropFirst(), matches: name)
            }
            return !refused && patterns.contains { !$0.hasPrefix("!") && KnownHosts.glob($0, matches: name) }
        }
    }

    private static func hashed(_ field: Substring, is name: String) -> Bool {
        let parts = field.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 4, let salt = Data(base64Encoded: String(parts[2])),
            let hash = Data(base64Encoded: String(parts[3]))
        else { return false }
        return SHA1.authenticate(Array(name.utf8), key: Array(salt)) == Array(hash)
    }

    /// Only `*` and `?` are special: brackets belong to the host.
    private static func glob(_ pattern: Substring, matches name: String) -> Bool {
        let literal = pattern.map { "[]\\".contains($0) ? "\\\($0)" : "\($0)" }.joined()
        return fnmatch(literal, name, 0) == 0
    }
}
