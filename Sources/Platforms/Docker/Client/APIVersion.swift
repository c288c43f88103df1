/// A version of the engine's API, as in `1.41`.
package struct APIVersion: Hashable, Sendable, Comparable {
    /// The oldest that Belay speaks: what engines since 19.03 have, and what the newest still accept.
    package static let oldest = APIVersion(major: 1, minor: 40)
    /// The newest whose changes were read and, where they matter here, heeded.
    package static let newest = APIVersion(major: 1, minor: 48)

    /// The number before the dot.
    package let major: Int
    /// The number after the dot.
    package let minor: Int

    init(major: Int, minor: Int) { (self.major, self.minor) = (major, minor) }

    /// Reads `1.41`; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.allSatisfy({ $0 == 0x2e || (0x30...0x39).contains($0) }),
            let major = Int(parts[0]), let minor = Int(parts[1])
        else { return nil }
        self.init(major: major, minor: minor)
    }

    /// Orders by age.
    package static func < (left: APIVersion, right: APIVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }

    /// Networks can all be joined when a container is made, and hardware addresses belong to them.
    static let severalNetworks = APIVersion(major: 1, minor: 44)
    /// Statistics can be had without the engine measuring for a second.
    static let quickStatistics = APIVersion(major: 1, minor: 41)
    /// Health can be asked more often while a container starts.
    static let startInterval = APIVersion(major: 1, minor: 44)
    /// One of several networks can be told to give the gateway.
    static let gatewayPriority = APIVersion(major: 1, minor: 48)
    /// Networks can do without IPv4.
    static let switchableIPv4 = APIVersion(major: 1, minor: 47)
    /// Containers have annotations.
    static let annotations = APIVersion(major: 1, minor: 43)
    /// A container can be made for a platform.
    static let platforms = APIVersion(major: 1, minor: 41)
}

extension APIVersion: CustomStringConvertible {
    /// As engines write it.
    package var description: String { "\(major).\(minor)" }
}
