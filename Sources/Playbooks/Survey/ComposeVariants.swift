import YAML

/// Which Compose files of a repository belong together, and for which environment: by their names, and by
/// those of the folders in which they lie.
struct ComposeVariants {
    /// Files that are merged, and the environment for which they are.
    struct Variant: Sendable {
        let environment: String
        let files: [String]
        let why: String
    }

    /// The most important first; at least one.
    let all: [Variant]
    /// Files beside them of which the name tells no environment.
    let others: [String]

    init?(_ listing: RepositoryListing) {
        let found = listing.paths.compactMap { ComposeFileName($0) }.filter { !$0.isForDevelopment }
        let homes = Set(found.map(\.home)).map { ($0.isEmpty ? "" : "\($0)/") + "x" }
        guard let home = homes.nearestFirst.first.map({ ComposePath.directory(of: $0) }) else { return nil }
        let here = found.filter { $0.home == home }
        let base = ComposeReader.fileNames.lazy.compactMap { name in
            here.first { $0.environment == nil && $0.word.isEmpty && $0.path.fileName == name }
        }.first
        var variants: [Variant] = []
        for file in here {
            guard let environment = file.environment,
                !variants.contains(where: { $0.environment == environment })
            else { continue }
            variants.append(ComposeVariants.variant(file, for: environment, over: base, in: listing))
        }
        if variants.isEmpty, let file = base ?? here.first {
            let why = "\(file.path) is the Compose file here. Call the environment as you like."
            variants = [Variant(environment: "production", files: [file.path], why: why)]
        }
        all = variants.sorted { ($0.rank, $0.environment) < ($1.rank, $1.environment) }
        let used = Set(variants.flatMap(\.files))
        others = here.map(\.path).filter { path in path != base?.path && !used.contains(path) }
    }

    private static func variant(
        _ file: ComposeFileName, for environment: String, over base: ComposeFileName?,
        in listing: RepositoryListing
    ) -> Variant {
        guard let base, !isWhole(file.path, in: listing) else {
            let why = "\(file.path) says it all by itself."
            return Variant(environment: environment, files: [file.path], why: why)
        }
        let why = "\(file.path) goes over \(base.path): services in it are only changed, not described."
        return Variant(environment: environment, files: [base.path, file.path], why: why)
    }

    /// Whether every service of a file has an image or is built: then it needs no other file below it.
    private static func isWhole(_ path: String, in listing: RepositoryListing) -> Bool {
        let root = listing.bytes(path).flatMap { YAMLReading($0, file: path).documents.first }
        let services = root?.mapping?["services"]?.mapping?.entries ?? []
        return !services.isEmpty
            && services.allSatisfy { $0.value.mapping?["image"] != nil || $0.value.mapping?["build"] != nil }
    }
}

extension ComposeVariants.Variant {
    fileprivate var rank: Int { environment == "production" ? 0 : environment == "staging" ? 1 : 2 }
}

/// What the path of a Compose file says.
private struct ComposeFileName {
    let path: String
    /// The folder in which those lie that belong to it.
    let home: String
    /// The environment for which it is; nil for a file below all others, and for one with another word.
    let environment: String?
    /// The word in its name that makes it a special one.
    let word: String
    /// Whether it is for a developer's machine, a test or a reader, where nobody deploys.
    let isForDevelopment: Bool

    private static let forDevelopment: Set<String> = [
        "override", "dev", "develop", "development", "local", "test", "tests", "testing", "ci", "debug",
        "e2e", "docs", "doc", "example", "examples", "sample", "samples", "build",
    ]

    /// Words that name an environment, also as a folder.
    private static let folders = [
        "prod": "production", "production": "production", "stage": "staging", "staging": "staging",
        "qa": "qa", "uat": "uat", "preprod": "preprod",
    ]

    /// Words that do so in the name of a file; a folder called so holds all that has to do with deploying.
    private static let environments = folders.merging([
        "live": "production", "deploy": "production", "server": "production", "release": "production",
    ]) { own, _ in own }

    init?(_ path: String) {
        let name = path.fileName
        guard name.hasSuffix(".yml") || name.hasSuffix(".yaml") else { return nil }
        let stem = name.prefix { _ in true }.dropLast(name.hasSuffix(".yml") ? 4 : 5)
        guard let prefix = ["docker-compose", "compose"].first(where: stem.hasPrefix) else { return nil }
        let rest = stem.dropFirst(prefix.count)
        guard rest.isEmpty || rest.hasPrefix(".") || rest.hasPrefix("-") else { return nil }
        let folder = ComposePath.directory(of: path)
        let own = ComposeFileName.folders[folder.fileName.lowercased()]
        (self.path, word) = (path, rest.dropFirst().lowercased())
        home = own == nil ? folder : ComposePath.directory(of: folder)
        environment = ComposeFileName.environments[word] ?? (word.isEmpty ? own : nil)
        let words = folder.split(separator: "/").map { $0.lowercased() } + [word]
        isForDevelopment = words.contains { ComposeFileName.forDevelopment.contains($0) }
    }
}
