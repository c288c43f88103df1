internal import Basis
internal import Glibc

/// A directory as `docker build` sends it to the engine.
///
/// `.dockerignore` is honoured as Docker does, `<Dockerfile>.dockerignore` beside the Dockerfile before it.
/// The Dockerfile and `.dockerignore` are always sent. The same tree gives the same bytes: names in order,
/// owner 0, whole seconds, no attributes.
package struct BuildContext: Sendable {
    /// No ignore file that people write comes near.
    private static let ignoreFileLimit = 1 << 20

    /// The Dockerfile's path within the context, as the engine wants it named.
    package let dockerfile: String
    /// The ignore file that was found, within the context, or nil.
    package let ignoreFile: String?

    private let directory: String
    private let filter: ContextFilter
    /// What is sent beside the directory's own files.
    private let besides: [ArchiveItem]

    /// Reads the ignore file of a context and makes sure that there is a Dockerfile: the one named, by its
    /// path within the context, or else `Dockerfile`, or else `dockerfile`.
    package init(directory: String, dockerfile: String? = nil) throws {
        try BuildContext.checkIsThere(directory)
        let candidates = dockerfile.map { [$0] } ?? ["Dockerfile", "dockerfile"]
        let names = candidates.map { String(decoding: cleanPath(Array($0.utf8)[...]), as: UTF8.self) }
        guard
            let name = names.first(where: {
                BuildContext.isInside($0) && access("\(directory)/\($0)", F_OK) == 0
            })
        else { throw ArchiveError.notFound(name: ArchiveName(names[0])) }
        try self.init(directory, dockerfile: name, besides: [])
    }

    /// Reads the ignore file of a context whose Dockerfile is this text; it is sent under a name of its own.
    package init(directory: String, dockerfileText text: String) throws {
        try BuildContext.checkIsThere(directory)
        let item = ArchiveItem.file(BuildContext.nameOfText, Array(text.utf8))
        try self.init(directory, dockerfile: BuildContext.nameOfText, besides: [item])
    }

    private init(_ directory: String, dockerfile name: String, besides: [ArchiveItem]) throws {
        var file = IgnoreFile.empty
        var found: String?
        for candidate in ["\(name).dockerignore", ".dockerignore"] where found == nil {
            guard let bytes = try BuildContext.read("\(directory)/\(candidate)") else { continue }
            file = try IgnoreFile(bytes, name: candidate)
            found = candidate
        }
        self.directory = directory
        self.dockerfile = name
        self.besides = besides
        ignoreFile = found
        filter = ContextFilter(
            matcher: IgnoreMatcher(file), always: [ArchiveName(name), ArchiveName(".dockerignore")])
    }

    /// No project has a file of that name; if one has, ours comes later in the tar and counts.
    private static let nameOfText = ".dockerfile.belay"

    private static func checkIsThere(_ directory: String) throws {
        guard access(directory, F_OK) == 0 else {
            throw ArchiveError.fromSystem(doing: "read the build context", ArchiveName(directory))
        }
    }

    /// The context as a tar, the body of the engine's build request. Sockets are left out and `skipped` is
    /// told; everything else that cannot be read ends the stream with its name.
    package func stream(
        _ compression: Compression = .none, skipped: @escaping @Sendable (ArchiveName) -> Void = { _ in }
    ) -> TarStream {
        let options = TreeOptions(
            owners: .all(.root), wholeSeconds: true, attributes: false, skipped: skipped)
        return TarStream(of: directory, options, compression, filter: filter, besides: besides)
    }

    private static func isInside(_ path: String) -> Bool {
        !path.hasPrefix("/") && path != ".." && !path.hasPrefix("../")
    }

    private static func read(_ path: String) throws -> [UInt8]? {
        guard let file = Descriptor(openat(AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0)) else {
            if errno == ENOENT { return nil }
            throw ArchiveError.fromSystem(doing: "read the ignore file", ArchiveName(path))
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Glibc.read(file.number, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw ArchiveError.fromSystem(doing: "read the ignore file", ArchiveName(path))
            }
            if count == 0 { return bytes }
            bytes += buffer.prefix(count)
            guard bytes.count <= ignoreFileLimit else {
                throw ArchiveError.limitExceeded(
                    .bytes, limit: Int64(ignoreFileLimit), entry: ArchiveName(path))
            }
        }
    }
}
