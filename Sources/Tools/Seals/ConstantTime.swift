internal import CSodium

/// Comparing without telling by its duration where the difference is.
package enum ConstantTime {
    /// Whether both are alike; only their lengths may show in the time it takes.
    package static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && (left.isEmpty || sodium_memcmp(left, right, left.count) == 0)
    }
}
