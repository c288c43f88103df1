internal import Archives
internal import Basis
internal import Dispatch
internal import Glibc

/// Any bytes, taken for an archive or a compressed stream as the first one says, end in a result or an error;
/// and whatever is unpacked stays in its directory.
@_cdecl("LLVMFuzzerTestOneInput")
func testTar(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    let done = DispatchSemaphore(value: 0)
    Task {
        await read(Array(input.dropFirst()), as: input.first ?? 0)
        done.signal()
    }
    done.wait()
    return 0
}

/// Small enough that the slowest input is quick.
private let limits = ArchiveLimits(bytes: .mebibytes(4), entries: 64, pathLength: 512, ratio: 50)

private func read(_ bytes: [UInt8], as way: UInt8) async {
    let source = BytesInMemory(pieces: [Array(bytes.prefix(7)), Array(bytes.dropFirst(7))])
    do {
        switch way % 8 {
        case 5: try await readEntries(source)
        case 6: _ = try await DecompressedStream(source, .gzip).collect(atMost: limits.bytes)
        case 7: _ = try await DecompressedStream(source, .zstd).collect(atMost: limits.bytes)
        default: try await unpack(source, as: way)
        }
    } catch let error as any Diagnosable {
        precondition(!error.diagnostic.remedy.isEmpty, "an error without a remedy")
    } catch {
        precondition(error is ByteStreamTooLong, "an error of an unknown kind: \(error)")
    }
}

private func readEntries(_ source: any ByteStream) async throws {
    let reader = ArchiveReader(source, limits: limits)
    while let entry = try await reader.nextEntry() {
        precondition(!entry.name.bytes.contains(0), "a name with a NUL in it")
        while let piece = try await reader.nextPiece() { precondition(!piece.isEmpty, "an empty piece") }
    }
}

private func unpack(_ source: any ByteStream, as way: UInt8) async throws {
    let cage = "/dev/shm/belay-fuzz-tar-\(getpid())"
    mkdir(cage, 0o755)
    defer {
        precondition(Set(names(in: cage)).isSubset(of: ["out"]), "something was written outside")
        remove("\(cage)/out")
        rmdir(cage)
    }
    let rules = ExtractionRules(
        limits: limits, collision: way & 8 == 0 ? .refuse : .replace,
        symlinks: way & 16 == 0 ? .inside : .any,
        keepsSpecialBits: way & 32 != 0, keepsOwners: way & 64 != 0, keepsAttributes: way & 128 != 0)
    if way % 8 == 4 {
        _ = try await Extraction(rules).unpackWhole(source, as: "\(cage)/out")
    } else {
        _ = try await Extraction(rules).unpack(source, into: "\(cage)/out")
    }
}

private func names(in path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { names.append(name) }
    }
    return names
}

/// Removes by shell, because names here need not be UTF-8; only what a run left is started for.
private func remove(_ path: String) {
    guard access(path, F_OK) == 0, rmdir(path) != 0 else { return }
    var process = pid_t()
    let words = ["rm", "-rf", path].map { (text: String) in strdup(text) } + [nil]
    defer { words.forEach { free($0) } }
    guard posix_spawnp(&process, "rm", nil, nil, words, nil) == 0 else { return }
    var status: Int32 = 0
    waitpid(process, &status, 0)
}
