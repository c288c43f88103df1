internal import Basis

/// An age file in, plain bytes out: nothing is handed out that was not authenticated.
struct Opening: Transform {
    private static let sealedByteCount = ChunkNonce.chunkByteCount + AEAD.tagCount

    private enum Phase {
        case header
        case content(KeyBytes)
        case done
    }

    private var inlet: Inlet
    private let keys: Opener.Keys
    private var phase = Phase.header
    private var nonce = ChunkNonce()

    init(_ source: any ByteStream, keys: Opener.Keys) {
        inlet = Inlet(source)
        self.keys = keys
    }

    mutating func next() async throws -> [UInt8]? {
        switch phase {
        case .header:
            let fileKey = try keys.unwrap(try await header())
            guard try await inlet.fill(Sealing.nonceCount) else { throw FlawFound(.truncated) }
            phase = .content(fileKey.payloadKey(nonce: Array(inlet.take(Sealing.nonceCount))))
            return []
        case .content(let key): return try await chunk(key)
        case .done: return nil
        }
    }

    private mutating func header() async throws -> Header {
        var parser = HeaderParser()
        var size = 0
        while let line = try await inlet.line(atMost: Header.byteCountMax - size) {
            size += line.text.count + 1
            guard line.isTerminated else {
                // What has no line feed may be half a header, or no header at all.
                let start = Array(Header.versionLine.utf8)
                let isStart = size > start.count + 1 || start.starts(with: line.text)
                throw FlawFound(isStart ? .truncated : .notSealed)
            }
            if let header = try parser.take(line.text) { return header }
        }
        throw FlawFound(
            inlet.count > 0 ? .malformedHeader(why: "it is too long") : size == 0 ? .notSealed : .truncated)
    }

    private mutating func chunk(_ key: KeyBytes) async throws -> [UInt8] {
        let isLast = try await !inlet.fill(Opening.sealedByteCount + 1)
        let sealed = inlet.take(min(inlet.count, Opening.sealedByteCount))
        guard let plain = AEAD.open(sealed, key: key, nonce: nonce.bytes(isLast: isLast)) else {
            throw FlawFound(damage(sealed, isLast, key))
        }
        // Only an empty file has an empty chunk: any other way to write the same content is refused.
        if plain.isEmpty, nonce.number > 0 { throw FlawFound(.corrupted(chunk: nonce.number)) }
        if isLast { phase = .done }
        nonce.advance()
        return plain
    }

    /// Tells a file that was cut, or lengthened, at the border of a chunk from one that was changed.
    private func damage(_ sealed: ArraySlice<UInt8>, _ isLast: Bool, _ key: KeyBytes) -> SealError.Flaw {
        if isLast, sealed.count < AEAD.tagCount { return .truncated }
        let isSound = AEAD.open(sealed, key: key, nonce: nonce.bytes(isLast: !isLast)) != nil
        guard isSound else { return .corrupted(chunk: nonce.number) }
        return isLast ? .truncated : .trailingData
    }
}
