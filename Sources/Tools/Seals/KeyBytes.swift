internal import CSodium

/// Key material, wiped when its last owner lets go, and shown to nobody.
///
/// Unchecked, because it owns its memory: that is written during `init` only and read-only from then on.
final class KeyBytes: @unchecked Sendable {
    let count: Int
    private let memory: UnsafeMutablePointer<UInt8>

    /// Takes the bytes that `fill` writes; every byte is zero before.
    init<Failure: Error>(
        count: Int, _ fill: (UnsafeMutablePointer<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        Sodium.prepare()
        self.count = count
        memory = .allocate(capacity: count)
        memory.initialize(repeating: 0, count: count)
        try fill(memory)
    }

    /// So many random bytes.
    static func random(count: Int) -> KeyBytes {
        KeyBytes(count: count) { randombytes_buf($0, count) }
    }

    /// A copy of bytes that the caller wipes.
    convenience init(copying bytes: some Collection<UInt8>) {
        self.init(count: bytes.count) { memory in
            for (index, byte) in bytes.enumerated() { memory[index] = byte }
        }
    }

    deinit {
        sodium_memzero(memory, count)
        memory.deallocate()
    }

    func withBytes<Result, Failure: Error>(
        _ body: (UnsafePointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafePointer(memory))
    }

    /// A copy, to be wiped by the caller.
    var copy: [UInt8] { Array(UnsafeBufferPointer(start: memory, count: count)) }

    /// Whether all bytes are zero, found out in constant time.
    var isZero: Bool { sodium_is_zero(memory, count) == 1 }
}

extension KeyBytes: CustomStringConvertible, CustomReflectable {
    var description: String { "[key of \(count) bytes]" }
    var customMirror: Mirror { Mirror(self, children: []) }
}

extension [UInt8] {
    /// Overwrites an array that held a secret. It must be the only owner, or only a copy is wiped.
    mutating func wipe() {
        withUnsafeMutableBytes { if let start = $0.baseAddress { sodium_memzero(start, $0.count) } }
    }
}
