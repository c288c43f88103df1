package import Basis

/// Opens age files with the keys at hand.
package struct Opener: Sendable {
    enum Keys: Sendable {
        case identities([Identity])
        case passphrase(Passphrase)
    }

    private let keys: Keys

    /// Opens what is sealed for one of these.
    package init(identities: [Identity]) { keys = .identities(identities) }

    /// Opens what is sealed with a passphrase.
    ///
    /// Trying it takes a second of computing and as much memory as the file asks for, within the passphrase's
    /// limit.
    package init(passphrase: Passphrase) { keys = .passphrase(passphrase) }

    /// The content of an age file, binary or in its ASCII form, in bounded memory.
    ///
    /// Every piece is authentic, but only a stream that reached its end is whole. It throws `SealError`,
    /// under the name given here.
    package func open(_ source: any ByteStream, named name: String) -> any ByteStream {
        TransformedBytes(Opening(TransformedBytes(Unarmoring(source), named: name), keys: keys), named: name)
    }
}

extension Opener.Keys {
    /// The file key of a header, once the header is proved to be the one that was sealed.
    func unwrap(_ header: Header) throws(FlawFound) -> FileKey {
        let scrypt = header.stanzas.filter { $0.kind == Passphrase.stanzaKind }
        guard scrypt.isEmpty || header.stanzas.count == 1 else {
            throw .header("a passphrase is the only way to open a file, or none")
        }
        guard let fileKey = try fileKey(header.stanzas) else { throw FlawFound(.noMatch) }
        guard ConstantTime.areEqual(fileKey.code(ofHeader: header.authenticated), header.code) else {
            throw FlawFound(.forgedHeader)
        }
        return fileKey
    }

    private func fileKey(_ stanzas: [Stanza]) throws(FlawFound) -> FileKey? {
        switch self {
        case .passphrase(let passphrase):
            guard let stanza = stanzas.first, stanza.kind == Passphrase.stanzaKind else { return nil }
            return try passphrase.unwrap(stanza)
        case .identities(let identities):
            var found: FileKey?
            // All are looked at, so that a malformed one is refused wherever it stands.
            for stanza in stanzas {
                for identity in identities {
                    if let key = try identity.unwrap(stanza), found == nil { found = key }
                }
            }
            return found
        }
    }
}
