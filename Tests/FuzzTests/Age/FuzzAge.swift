internal import Basis
internal import Dispatch
internal import Glibc
internal import Seals

/// Any bytes are a file that opens or a flaw, the same ones however they are split.
///
/// The seeds are sealed for the key below, so that what grows out of them gets past the header too.
@_cdecl("LLVMFuzzerTestOneInput")
func testAge(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // The first byte says where the rest is split, and with which kind of key it is opened.
    guard let way = UnsafeBufferPointer(start: start, count: count).first else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start, count: count).dropFirst())
    let done = DispatchSemaphore(value: 0)
    Task {
        let keys = way & 1 == 0 ? opener : passphrase
        let whole = await output([bytes], keys)
        let cut = Int(way)
        let split = await output([Array(bytes.prefix(cut)), Array(bytes.dropFirst(cut))], keys)
        precondition(whole == split, "the split makes a difference")
        done.signal()
    }
    done.wait()
    return 0
}

/// The key of the format's specification: all its bytes are 0x42.
private let opener: Opener = {
    let key = Secret("AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX")
    guard let identity = try? Identity(key) else { exit(2) }
    return Opener(identities: [identity])
}()

/// Takes no work factor that would make an input slow.
private let passphrase = Opener(passphrase: Passphrase(Secret("words"), workFactor: 1, highest: 4))

/// The content, or the flaw.
private func output(_ pieces: [[UInt8]], _ keys: Opener) async -> Result<[UInt8], SealError> {
    let content = keys.open(BytesInMemory(pieces: pieces), named: "fuzz")
    do {
        return .success(try await content.collect(atMost: .mebibytes(1)))
    } catch let error as SealError {
        precondition(!error.diagnostic.remedy.isEmpty, "a flaw without a remedy")
        return .failure(error)
    } catch {
        preconditionFailure("an error of an unknown kind: \(error)")
    }
}
