package import Basis
internal import Glibc

/// Unpacks archives into directories that nothing escapes from.
package struct Extraction: Sendable {
    /// What an archive may do.
    package let rules: ExtractionRules

    /// An extraction under these rules.
    package init(_ rules: ExtractionRules = ExtractionRules()) { self.rules = rules }

    /// Unpacks into a directory, which is made if it is not there (not the ones above it).
    ///
    /// Throws `ExtractionFailure`, saying what was written by then and stays. Cancelling ends the worker
    /// before this returns.
    package func unpack(_ source: any ByteStream, into directory: String) async throws -> ExtractionReport {
        let (report, failure) = await run(source, into: directory)
        if let failure { throw ExtractionFailure(cause: failure, written: report) }
        return report
    }

    /// Unpacks into a hidden sibling and gives it the name when it is whole, so that the directory is never
    /// seen half filled. What is already there must be an empty directory or nothing. A failure leaves
    /// nothing behind.
    package func unpackWhole(_ source: any ByteStream, as directory: String) async throws -> ExtractionReport
    {
        let path = directory.hasSuffix("/") ? String(directory.dropLast()) : directory
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let beside = parts.dropLast().map { "\($0)/" }.joined()
        var template = Array("\(beside).\(parts.last ?? "").XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ArchiveError.fromSystem(doing: "make a directory beside it", ArchiveName(directory))
        }
        let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var (report, failure) = await run(source, into: temporary)
        if failure == nil, chmod(temporary, 0o755) != 0 || rename(temporary, path) != 0 {
            let number = errno
            failure =
                number == ENOTEMPTY || number == EEXIST || number == ENOTDIR
                ? ArchiveError.occupied(path: directory)
                : ArchiveError.fromSystem(
                    number, doing: "give the directory its name", ArchiveName(directory))
        }
        guard let failure else { return report }
        report.isKept = try await !Worker.perform("belay-remove") { Removal.remove(temporary) }
        throw ExtractionFailure(cause: failure, written: report)
    }

    private func run(_ source: any ByteStream, into path: String) async -> (ExtractionReport, (any Error)?) {
        let (rules, feed) = (rules, Feed(source))
        return await withTaskCancellationHandler {
            do {
                return try await Worker.perform("belay-unpack") { Extraction.work(feed, path, rules) }
            } catch {
                return (ExtractionReport(), error)
            }
        } onCancel: {
            feed.close()
        }
    }

    private static func work(
        _ feed: Feed, _ path: String, _ rules: ExtractionRules
    ) -> (ExtractionReport, (any Error)?) {
        var report = ExtractionReport()
        defer { feed.close() }
        do {
            var extractor = try Extractor(into: path, rules)
            defer { report = extractor.report }
            try extractor.run(try ReadHandle(.tar, from: feed))
        } catch {
            return (report, error)
        }
        return (report, nil)
    }
}
