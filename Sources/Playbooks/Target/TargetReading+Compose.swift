import Basis
import Updates

extension TargetReading {
    mutating func readCompose(_ docker: DockerTarget, at span: Span, from source: TargetSource) {
        guard let files = composeFiles(docker, at: span, from: source), let first = files.first else {
            return
        }
        // As Compose does it: paths begin, and `.env` lies, beside the first file.
        let base = ComposePath.directory(of: first.name)
        let record = Record(source.release)
        var reader = ComposeReader(directory: ComposePath.resolve(base, in: source.directory)) {
            record.read($0)
        }
        reader.base = base
        reader.variableLookup = source.project.file
        reader.environment = source.variables
        reader.projectName = docker.project?.value
        if !docker.profiles.isEmpty { reader.profiles = Set(docker.profiles.map(\.value)) }
        reader.variableFiles = TargetReading.variableFile(beside: base, of: source).map { [$0] } ?? []
        let draft = reader.read(files)
        keep(files.map { ($0.name, $0.bytes) } + record.files, from: source)
        target = draft.project.map { .compose($0) }
        replaced = draft.replaced
        findings += draft.findings.map { TargetReading.shown($0, source) }
        problems += draft.problems.map { TargetReading.shown($0, source) }
    }

    /// The files that are named, or those that Compose would find; nil if one is missing, which is reported.
    private mutating func composeFiles(
        _ docker: DockerTarget, at span: Span, from source: TargetSource
    ) -> [ComposeFile]? {
        let names = docker.compose.isEmpty ? TargetReading.found(in: source) : docker.compose
        guard let names else {
            let what = "there is no Compose file beside the manifest"
            problems.append(Diagnostic(TargetCode.noComposeFile, what, at: lines.place(span)))
            return nil
        }
        var files: [ComposeFile] = []
        for name in names {
            let path = ComposePath.resolve(name.value, in: "")
            if let bytes = source.release.file(path) {
                files.append(ComposeFile(name: path, bytes: bytes))
            } else {
                let what = "the Compose file `\(name.value)` is not there"
                problems.append(Diagnostic(TargetCode.missingFile, what, at: lines.place(name.span)))
            }
        }
        return files.count == names.count ? files : nil
    }

    /// What Compose would find: the files of `COMPOSE_FILE`, or one of its names with the file that goes over
    /// it.
    private static func found(in source: TargetSource) -> [Located<String>]? {
        let start = Position(line: 1, column: 1)
        let located = { (name: String) in Located(name, at: Span(file: ".env", start: start, end: start)) }
        if let chosen = chosen(by: source) { return chosen.map(located) }
        let there = { (name: String) in source.release.file(name) != nil }
        guard let main = ComposeReader.fileNames.first(where: there) else { return nil }
        let over = ComposeReader.overrideNames.first(where: there)
        return ([main] + (over.map { [$0] } ?? [])).map(located)
    }

    private static func chosen(by source: TargetSource) -> [String]? {
        var values = source.variables
        if let file = variableFile(beside: "", of: source) {
            let outside = source.variables
            let read = VariableFile(file.bytes, file: file.name, outside: { outside[$0] })
            for line in read.lines where outside[line.name] == nil { values[line.name] = line.value }
        }
        guard let list = values["COMPOSE_FILE"], !list.isEmpty else { return nil }
        let separator = values["COMPOSE_PATH_SEPARATOR"].flatMap { $0.isEmpty ? nil : $0 } ?? ":"
        return list.split(separator: separator).map(String.init)
    }

    /// `.env` beside the Compose files, or else beside the manifest.
    private static func variableFile(beside base: String, of source: TargetSource) -> ComposeFile? {
        for path in [ComposePath.resolve(".env", in: base), ".env"] {
            if let bytes = source.project.file(path) { return ComposeFile(name: path, bytes: bytes) }
        }
        return nil
    }
}

/// What was read of a tree beside the files that were named.
private final class Record {
    private let tree: FileTree
    private(set) var files: [(name: String, bytes: [UInt8])] = []

    init(_ tree: FileTree) { self.tree = tree }

    func read(_ path: String) -> [UInt8]? {
        guard let bytes = tree.file(path) else { return nil }
        files.append((path, bytes))
        return bytes
    }
}
