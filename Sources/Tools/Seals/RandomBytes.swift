internal import CSodium

/// Bytes that nobody can foresee, for keys, nonces and names.
package enum RandomBytes {
    /// So many of them.
    package static func make(count: Int) -> [UInt8] {
        Sodium.prepare()
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }
}
