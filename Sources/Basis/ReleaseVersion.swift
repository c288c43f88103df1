/// A semantic version, written with or without `v`: `v1.4.0-rc.2+build.7`.
///
/// Missing minor and patch count as zero.
///
/// Two versions are equal when they are written alike; `<` orders by semantic precedence (a pre-release
/// before its release, numbers as numbers) and by spelling among those of one precedence, so that every list
/// has one order.
package struct ReleaseVersion: Hashable, Sendable {
    /// As it was written, `v` and all: the name of the tag.
    package let text: String
    /// Major, minor and patch.
    package let core: [UInt64]
    /// The dot-separated identifiers after `-`; empty for a release.
    package let preRelease: [String]
    /// The dot-separated identifiers after `+`; they play no part in precedence.
    package let build: [String]

    /// Reads a version; nil if the text is not one, or if one of its three numbers does not fit 64 bits.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 255 else { return nil }
        var rest = Substring(text)
        if let first = rest.first, first == "v" || first == "V" { rest.removeFirst() }
        let plus = rest.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        guard let front = plus.first else { return nil }
        let dash = front.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard let numbers = dash.first.flatMap(ReleaseVersion.numbers) else { return nil }
        guard let preRelease = ReleaseVersion.identifiers(dash.dropFirst().first, leadingZeros: false),
            let build = ReleaseVersion.identifiers(plus.dropFirst().first, leadingZeros: true)
        else { return nil }
        (self.text, core, self.preRelease, self.build) = (String(text), numbers, preRelease, build)
    }

    /// Whether it is a pre-release, which `latest` passes over.
    package var isPreRelease: Bool { !preRelease.isEmpty }

    /// Whether both stand at the same place in the order of releases: spelling and build left aside.
    package func hasPrecedence(of other: ReleaseVersion) -> Bool {
        core == other.core && preRelease == other.preRelease
    }

    private static func numbers(_ text: Substring) -> [UInt64]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count) else { return nil }
        let numbers = parts.compactMap { part in
            part.allSatisfy(\.isDigit) && (part.count == 1 || part.first != "0") ? UInt64(part) : nil
        }
        guard numbers.count == parts.count else { return nil }
        return numbers + Array(repeating: 0, count: 3 - numbers.count)
    }

    private static func identifiers(_ text: Substring?, leadingZeros: Bool) -> [String]? {
        guard let text else { return [] }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let sound = parts.allSatisfy { part in
            !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isDigit || $0 == "-") }
                && (leadingZeros || part.count == 1 || part.first != "0" || !part.allSatisfy(\.isDigit))
        }
        return sound ? parts.map(String.init) : nil
    }
}

extension ReleaseVersion: Comparable {
    /// Orders by semantic precedence, then by spelling.
    package static func < (left: ReleaseVersion, right: ReleaseVersion) -> Bool {
        if left.core != right.core { return left.core.lexicographicallyPrecedes(right.core) }
        if left.preRelease != right.preRelease {
            if left.preRelease.isEmpty || right.preRelease.isEmpty { return right.preRelease.isEmpty }
            return left.preRelease.lexicographicallyPrecedes(right.preRelease, by: identifierPrecedes)
        }
        return left.text < right.text
    }

    /// Numbers before words, numbers by size however long, words by their bytes.
    private static func identifierPrecedes(_ left: String, _ right: String) -> Bool {
        switch (left.allSatisfy(\.isDigit), right.allSatisfy(\.isDigit)) {
        case (true, true): (left.utf8.count, left) < (right.utf8.count, right)
        case (true, false): true
        case (false, true): false
        case (false, false): left < right
        }
    }
}

extension ReleaseVersion: CustomStringConvertible {
    /// As it was written.
    package var description: String { text }
}

extension Character {
    fileprivate var isDigit: Bool { "0" <= self && self <= "9" }
}

extension ReleaseVersion: Codable {
    /// Reads a version as it was written.
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let version = ReleaseVersion(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a version: \(text.prefix(80))"))
        }
        self = version
    }

    /// Writes it as it was written.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
