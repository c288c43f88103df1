import Basis
internal import CSSH2
internal import FoundationEssentials

/// Reads the key that the other side showed in the handshake.
enum SSHHostKey {
    static func shown(by session: OpaquePointer, host: String, port: Int) -> HostKey? {
        var count = 0
        var kind: Int32 = 0
        guard let bytes = libssh2_session_hostkey(session, &count, &kind),
            let hash = libssh2_hostkey_hash(session, LIBSSH2_HOSTKEY_HASH_SHA256)
        else { return nil }
        let key = Data(bytes: bytes, count: count)
        // Every ssh key begins with its type, as a string with its length in four bytes.
        let length = key.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard key.count >= 4, length <= key.count - 4, length <= 64 else { return nil }
        let type = String(decoding: key.dropFirst(4).prefix(length), as: UTF8.self)
        let fingerprint = Data(bytes: hash, count: 32).base64EncodedString().filter { $0 != "=" }
        return HostKey(
            host: host, port: port, type: type, fingerprint: "SHA256:\(fingerprint)",
            base64: key.base64EncodedString())
    }
}
