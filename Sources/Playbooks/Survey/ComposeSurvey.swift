import Basis
import Updates
import YAML

/// The Compose files of a repository: which belong together, and what they describe.
struct ComposeSurvey {
    /// Files that are merged, and the environment for which they are.
    struct Variant: Sendable {
        let environment: String
        let files: [String]
        let why: String
    }

    /// Stands for variables that nobody has set here, so that files can be read all the same. No guess may
    /// be made from it.
    static let placeholder = "65001"

    let variants: [Variant]
    /// What the most important of them describes; nil if it could not be read.
    private(set) var project: ComposeProject?
    private(set) var services: [SurveyedService] = []
    /// Why it could not be read.
    private(set) var problem: Diagnostic?

    init?(_ listing: RepositoryListing) {
        guard let variants = ComposeSurvey.variants(in: listing), let main = variants.first else {
            return nil
        }
        self.variants = variants
        read(main.files, in: listing)
    }

    private mutating func read(_ files: [String], in listing: RepositoryListing) {
        let base = ComposePath.directory(of: files[0])
        var reader = ComposeReader(directory: listing.folder) { listing.bytes($0) }
        reader.base = base
        // What is not there, because it is nobody's to commit, is taken for empty.
        reader.variableLookup = { listing.bytes($0) ?? ComposeSurvey.example(of: $0, in: listing) ?? [] }
        let sources = files.compactMap { name in
            listing.bytes(name).map { ComposeFile(name: name, bytes: $0) }
        }
        var draft = reader.read(sources)
        let unset = draft.variables.filter { $0.outcome == .missing || $0.outcome == .empty }
        if draft.project == nil, !unset.isEmpty {
            for variable in unset { reader.environment[variable.name] = ComposeSurvey.placeholder }
            draft = reader.read(sources)
        }
        project = draft.project
        problem = draft.project == nil ? draft.problems.first { $0.severity == .error } : nil
        let uses = draft.variables
        services = (project?.services ?? []).map { SurveyedService($0, uses: uses) }
    }

    /// An example of a file of variables, where the file itself is not committed.
    private static func example(of path: String, in listing: RepositoryListing) -> [UInt8]? {
        [".example", ".sample", ".template", ".dist"].lazy.compactMap { listing.bytes(path + $0) }.first
    }

    /// The files by environment, the most important first; nil if there are none.
    private static func variants(in listing: RepositoryListing) -> [Variant]? {
        let all = listing.paths.compactMap { path in ComposeFileName(path).map { (path, $0) } }
        guard let nearest = all.map(\.0).nearestFirst.first else { return nil }
        let folder = ComposePath.directory(of: nearest)
        let here = all.filter { ComposePath.directory(of: $0.0) == folder }
        let base = ComposeReader.fileNames.lazy.compactMap { name in
            here.first { $0.0.fileName == name }?.0
        }.first
        var variants: [Variant] = []
        for (path, name) in here {
            guard let environment = name.environment,
                !variants.contains(where: { $0.environment == environment })
            else { continue }
            guard let base, !isWhole(path, in: listing) else {
                let why = "\(path) says it all by itself."
                variants.append(Variant(environment: environment, files: [path], why: why))
                continue
            }
            let why = "\(path) goes over \(base): services in it are only changed, not described."
            variants.append(Variant(environment: environment, files: [base, path], why: why))
        }
        if variants.isEmpty, let file = base ?? here.first?.0 {
            let why = "\(file) is the only Compose file that is not for development."
            variants = [Variant(environment: "production", files: [file], why: why)]
        }
        return variants.sorted { ($0.rank, $0.environment) < ($1.rank, $1.environment) }
    }

    /// Whether every service of a file has an image or is built: then it needs no other file below it.
    private static func isWhole(_ path: String, in listing: RepositoryListing) -> Bool {
        let root = listing.bytes(path).flatMap { YAMLReading($0, file: path).documents.first }
        let services = root?.mapping?["services"]?.mapping?.entries ?? []
        return !services.isEmpty
            && services.allSatisfy { $0.value.mapping?["image"] != nil || $0.value.mapping?["build"] != nil }
    }
}

extension ComposeSurvey.Variant {
    fileprivate var rank: Int { environment == "production" ? 0 : environment == "staging" ? 1 : 2 }
}

/// What the name of a Compose file says.
private struct ComposeFileName {
    /// The environment for which it is; nil for the file below all others.
    let environment: String?

    /// Words that are for a developer's machine, where nobody deploys.
    private static let forDevelopment: Set<String> = [
        "override", "dev", "develop", "development", "local", "test", "tests", "testing", "ci", "debug",
        "e2e",
    ]

    init?(_ path: String) {
        let name = path.fileName
        guard let stem = [".yml", ".yaml"].lazy.compactMap({ name.without(suffix: $0) }).first else {
            return nil
        }
        guard let rest = ["docker-compose", "compose"].lazy.compactMap({ stem.without(prefix: $0) }).first,
            rest.isEmpty || rest.hasPrefix(".") || rest.hasPrefix("-")
        else { return nil }
        let word = rest.dropFirst().lowercased()
        guard !ComposeFileName.forDevelopment.contains(word) else { return nil }
        switch word {
        case "": environment = nil
        case "prod", "production", "live": environment = "production"
        case "stage", "staging": environment = "staging"
        default: environment = word.isFitForName ? word : nil
        }
    }
}

extension String {
    fileprivate func without(suffix: String) -> Substring? {
        hasSuffix(suffix) ? dropLast(suffix.count) : nil
    }

    fileprivate var isFitForName: Bool {
        allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    }
}

extension Substring {
    fileprivate func without(prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}
