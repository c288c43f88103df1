/// The name of a container image: `[registry/]repository[:tag][@digest]`.
///
/// Nothing is filled in: a reference without a registry or a tag says so, and whoever needs the engine's
/// default asks for it by name.
package struct ImageReference: Hashable, Sendable {
    /// Host and port, when the name begins with one; nil means the engine's own default.
    package let registry: String?
    /// The path within the registry, lower case.
    package let repository: String
    /// What the reference calls the image; it can move.
    package let tag: String?
    /// What the image is; it cannot move.
    package let digest: Digest?

    /// Reads a reference; nil if an engine would refuse it.
    package init?(_ text: some StringProtocol) {
        let (name, digestText) = Substring(text).cut(at: "@", last: false)
        let digest = digestText.map { Digest($0) }
        if let digest, digest == nil { return nil }
        var (path, tag) = name.cut(at: ":", last: true)
        if tag?.contains("/") == true { (path, tag) = (name, nil) }
        if let tag, !ImageReference.isTag(tag) { return nil }
        let parts = path.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let hasRegistry = parts.count == 2 && ImageReference.looksLikeHost(parts[0])
        registry = hasRegistry ? String(parts[0]) : nil
        repository = hasRegistry ? String(parts[1]) : String(path)
        self.tag = tag.map(String.init)
        self.digest = digest ?? nil
        guard ImageReference.isRepository(repository), registry.map(ImageReference.isHost) ?? true,
            repository.utf8.count + (registry?.utf8.count ?? -1) + 1 <= 255,
            !ImageReference.isBareDigest(String(text))
        else { return nil }
    }

    private init(registry: String?, repository: String, tag: String?, digest: Digest?) {
        (self.registry, self.repository, self.tag, self.digest) = (registry, repository, tag, digest)
    }

    /// The name alone, without tag and digest.
    package var name: String { registry.map { "\($0)/\(repository)" } ?? repository }

    /// Whether it names one image for ever.
    package var isPinned: Bool { digest != nil }

    /// The same name and tag, held to what the image is.
    package func pinned(to digest: Digest) -> ImageReference {
        ImageReference(registry: registry, repository: repository, tag: tag, digest: digest)
    }

    private static func looksLikeHost(_ text: Substring) -> Bool {
        text == "localhost" || text.contains(".") || text.contains(":") || text.contains(where: \.isUppercase)
    }

    /// `host[:port]`, the host a DNS name, an IPv4 address or a bracketed IPv6 address.
    private static func isHost(_ text: String) -> Bool {
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]") else { return false }
            let address = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            return !address.isEmpty && address.allSatisfy { $0.isASCII && $0.isHexDigit || $0 == ":" }
                && (rest.isEmpty || rest.first == ":" && isPort(rest.dropFirst()))
        }
        let (host, port) = Substring(text).cut(at: ":", last: false)
        return port.map(isPort) ?? true
            && host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
                label.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
                    && !label.isEmpty && label.first != "-" && label.last != "-"
            }
    }

    private static func isPort(_ text: Substring) -> Bool { UInt16(text) != nil && text.first != "+" }

    /// Lower-case words joined by `.`, `_`, `__` or dashes, and slashes between such components.
    private static func isRepository(_ text: String) -> Bool {
        text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { component in
            var run: [UInt8] = []
            var lastWasWord = false
            for byte in component.utf8 {
                if (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) {
                    if !run.isEmpty, !lastWasWord, !isSeparator(run) { return false }
                    (run, lastWasWord) = ([], true)
                } else {
                    if run.isEmpty, !lastWasWord { return false }
                    run.append(byte)
                    lastWasWord = false
                }
            }
            return lastWasWord
        }
    }

    private static func isSeparator(_ run: [UInt8]) -> Bool {
        run == [UInt8(ascii: ".")] || run == [UInt8(ascii: "_")] || run == Array("__".utf8)
            || run.allSatisfy { $0 == UInt8(ascii: "-") }
    }

    private static func isTag(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 128 else { return false }
        let isWord = { (byte: UInt8) in byte.isLetterOrDigit || byte == UInt8(ascii: "_") }
        return isWord(first)
            && text.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    /// 64 hexadecimal digits are an image id; an engine refuses them as a name.
    private static func isBareDigest(_ text: String) -> Bool { Digest("sha256:\(text)") != nil }
}

extension ImageReference: CustomStringConvertible {
    /// The reference as an engine reads it.
    package var description: String {
        name + (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        (0x61...0x7a).contains(self) || (0x41...0x5a).contains(self) || (0x30...0x39).contains(self)
    }
}

extension Substring {
    /// What stands before and after a character; all of it and nil when the character is absent.
    fileprivate func cut(at mark: Character, last: Bool) -> (Substring, Substring?) {
        guard let index = last ? lastIndex(of: mark) : firstIndex(of: mark) else { return (self, nil) }
        return (self[..<index], self[self.index(after: index)...])
    }
}
