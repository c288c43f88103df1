internal import Basis

/// Plain bytes in, an age file out, chunk by chunk.
struct Sealing: Transform {
    static let nonceCount = 16

    private var header: [UInt8]?
    private var inlet: Inlet
    private var nonce = ChunkNonce()
    private let key: KeyBytes
    private var isDone = false

    init(_ source: any ByteStream, stanzas: [Stanza], fileKey: FileKey) {
        let nonce = RandomBytes.make(count: Sealing.nonceCount)
        header = Header.text(stanzas, sealedWith: fileKey) + nonce
        key = fileKey.payloadKey(nonce: nonce)
        inlet = Inlet(source)
    }

    mutating func next() async throws -> [UInt8]? {
        if let header {
            self.header = nil
            return header
        }
        if isDone { return nil }
        // One byte more than a chunk tells that this is not the last one.
        isDone = try await !inlet.fill(ChunkNonce.chunkByteCount + 1)
        let plain = inlet.take(min(inlet.count, ChunkNonce.chunkByteCount))
        defer { nonce.advance() }
        return AEAD.seal(plain, key: key, nonce: nonce.bytes(isLast: isDone))
    }
}
