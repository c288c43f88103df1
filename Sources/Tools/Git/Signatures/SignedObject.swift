/// What a tag or a commit says, apart from the signature that it carries.
struct SignedObject: Sendable {
    /// As git tells them apart: by the first line of the signature.
    private static let marks: [(line: String, kind: SignatureKind)] = [
        ("-----BEGIN SSH SIGNATURE-----", .ssh), ("-----BEGIN PGP SIGNATURE-----", .openPGP),
        ("-----BEGIN PGP MESSAGE-----", .openPGP),
    ]

    let payload: [UInt8]
    let signature: [UInt8]
    let kind: SignatureKind
    /// When the signer claims to have made it, in seconds since 1970.
    let time: Int64

    init(payload: [UInt8], signature: [UInt8], kind: SignatureKind, time: Int64) {
        (self.payload, self.signature, self.kind, self.time) = (payload, signature, kind, time)
    }

    /// Takes the raw bytes of a tag apart at the last line that begins a signature; nil if there is none.
    init?(tag raw: [UInt8], time: Int64) {
        var start = raw.startIndex
        var found: (start: Int, kind: SignatureKind)?
        while start < raw.endIndex {
            if let kind = SignedObject.kind(of: raw[start...]) { found = (start, kind) }
            guard let end = raw[start...].firstIndex(of: UInt8(ascii: "\n")) else { break }
            start = end + 1
        }
        guard let found else { return nil }
        self.init(
            payload: Array(raw[..<found.start]), signature: Array(raw[found.start...]), kind: found.kind,
            time: time)
    }

    static func kind(of signature: ArraySlice<UInt8>) -> SignatureKind? {
        marks.first { signature.starts(with: $0.line.utf8) }?.kind
    }
}
