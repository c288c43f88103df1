import Basis
import Updates

/// The Compose files of a repository, and what the most important of them describe.
struct ComposeSurvey {
    /// Stands for variables that nobody has set here, so that files can be read all the same. No guess may
    /// be made from it.
    static let placeholder = "65001"

    let variants: [ComposeVariants.Variant]
    /// Compose files beside them of which the name tells no environment.
    let others: [String]
    /// What the most important of them describes; nil if it could not be read.
    private(set) var project: ComposeProject?
    private(set) var services: [SurveyedService] = []
    /// Why it could not be read.
    private(set) var problem: Diagnostic?

    init?(_ listing: RepositoryListing) {
        guard let found = ComposeVariants(listing), let main = found.all.first else { return nil }
        (variants, others) = (found.all, found.others)
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
        let unset = draft.variables.filter { ComposeSurvey.needsValue($0, in: sources) }
        if draft.project == nil, !unset.isEmpty {
            for variable in unset { reader.environment[variable.name] = ComposeSurvey.placeholder }
            draft = reader.read(sources)
        }
        project = draft.project
        problem = draft.project == nil ? draft.problems.first { $0.severity == .error } : nil
        let uses = draft.variables
        services = (project?.services ?? []).map { SurveyedService($0, uses: uses) }
    }

    /// Whether a variable has no value somewhere; where it was asked for first, it may have had a default.
    private static func needsValue(_ use: ComposeVariableUse, in files: [ComposeFile]) -> Bool {
        switch use.outcome {
        case .missing, .empty: true
        case .set: false
        case .substituted:
            files.contains { file in
                let text = String(decoding: file.bytes, as: UTF8.self)
                return text.contains("${\(use.name):?") || text.contains("${\(use.name)?")
            }
        }
    }

    /// An example of a file of variables, where the file itself is not committed.
    private static func example(of path: String, in listing: RepositoryListing) -> [UInt8]? {
        [".example", ".sample", ".template", ".dist"].lazy.compactMap { listing.bytes(path + $0) }.first
    }
}
