import Basis
import Updates
import YAML

/// What can be told of an application from the files of its repository, without asking anybody.
///
/// It looks at nothing but the listing, so the same repository always gives the same answer.
package struct RepositorySurvey: Sendable {
    let app: Guess<String>
    let git: GitFacts?
    let compose: ComposeSurvey?
    let kubernetes: KubernetesSurvey?
    let databases: [DatabaseGuess]
    let files: [FileSetGuess]
    let health: [HealthGuess]
    let migrations: [MigrationGuess]
    let traffic: TrafficGuess?
    let front: Guess<String>?
    /// What was seen and could not be made anything of.
    let remarks: [String]

    /// Surveys a repository.
    package init(_ listing: RepositoryListing) {
        let compose = ComposeSurvey(listing)
        let kubernetes = KubernetesSurvey(listing)
        let services = compose.map(\.services).flatMap { $0.isEmpty ? nil : $0 } ?? kubernetes?.services ?? []
        let project = compose?.project
        let databases = DatabaseGuess.all(in: services, secretFiles: project?.secretFiles ?? [:])
        let (traffic, proxies) =
            project.map { TrafficGuess.find(in: $0, services, listing) } ?? (nil, [String]())
        git = GitFacts(listing)
        app = RepositorySurvey.name(of: listing, git, compose)
        files = project.map { FileSetGuess.all(in: $0, besides: databases, listing) } ?? []
        // The switch itself is never rolled, so nobody asks for its health.
        let asked = project.map { HealthGuess.all(in: $0, listing) } ?? []
        health = asked.filter { $0.service != traffic?.service }
        migrations = MigrationGuess.all(in: listing, services: services)
        front = project.flatMap { RepositorySurvey.frontDoor(of: $0, traffic, databases) }
        remarks =
            proxies + KubernetesSurvey.templates(in: listing) + (kubernetes?.remarks ?? [])
            + RepositorySurvey.hosting(in: listing)
            + RepositorySurvey.unreadable(compose) + RepositorySurvey.leftOut(compose)
        (self.compose, self.kubernetes, self.databases, self.traffic) = (
            compose, kubernetes, databases, traffic
        )
    }

    private static func leftOut(_ compose: ComposeSurvey?) -> [String] {
        guard let compose, !compose.others.isEmpty else { return [] }
        let names = compose.others.joined(separator: ", ")
        return ["Left out: \(names). Add them under `compose:` of an environment where they belong to it."]
    }

    private static func unreadable(_ compose: ComposeSurvey?) -> [String] {
        guard let compose, let problem = compose.problem, let file = compose.variants.first?.files.last else {
            return []
        }
        return [
            "\(file) could not be read (\(problem.what)), so nothing was guessed from it: correct it, "
                + "and run `belay init --force`."
        ]
    }

    private static func name(
        of listing: RepositoryListing, _ git: GitFacts?, _ compose: ComposeSurvey?
    ) -> Guess<String> {
        if let file = compose?.variants.first?.files.first, let bytes = listing.bytes(file),
            let name = YAMLReading(bytes, file: file).documents.first?.mapping?["name"]?.string?.value.asName
        {
            // A project on an engine is called after its environment as often as not.
            let end = compose?.variants.first.map { "-\($0.environment)" } ?? ""
            let bare = name.hasSuffix(end) ? String(name.dropLast(end.count)) : name
            return Guess(bare.isEmpty ? name : bare, because: "The name of the project in \(file).")
        }
        if let last = git?.remote?.split(whereSeparator: { "/:".contains($0) }).last {
            let name = last.hasSuffix(".git") ? last.dropLast(4) : last
            if let name = String(name).asName {
                return Guess(name, because: "The name of the repository at `origin`.")
            }
        }
        let package = listing.bytes("package.json").map { PackageFile($0, named: "package.json") }
        if let name = package?.name?.split(separator: "/").last.flatMap({ String($0).asName }) {
            return Guess(name, because: "The name in package.json.")
        }
        return Guess(listing.folder.asName ?? "app", because: "The name of the folder.")
    }

    /// Where users come in: the switch, or the service that sounds most like a front.
    private static func frontDoor(
        of project: ComposeProject, _ traffic: TrafficGuess?, _ databases: [DatabaseGuess]
    ) -> Guess<String>? {
        let owners = Set(databases.map(\.service.name))
        let candidates = project.services.filter { !owners.contains($0.name.value) && !$0.fixedPorts.isEmpty }
        let likely = [traffic?.service, "frontend", "web", "proxy", "nginx", "app", "backend", "api"]
        let chosen =
            likely.lazy.compactMap { word in candidates.first { $0.name.value == word } }.first
            ?? candidates.first
        guard let chosen, let port = chosen.fixedPorts.contains(80) ? 80 : chosen.fixedPorts.first else {
            return nil
        }
        let address =
            port == 80 ? "http://localhost" : port == 443 ? "https://localhost" : "http://localhost:\(port)"
        return Guess(
            address,
            because: "\(chosen.name.value) publishes port \(port). Write the address that users have.")
    }

    /// Signs of places where Belay does not deploy.
    private static func hosting(in listing: RepositoryListing) -> [String] {
        let signs = [
            ("render.yaml", "Render"), ("fly.toml", "Fly.io"), ("Procfile", "a Heroku-like host"),
            ("vercel.json", "Vercel"), ("netlify.toml", "Netlify"), ("ecosystem.config.js", "PM2"),
        ]
        return signs.filter { listing.has($0.0) }.map { file, host in
            "\(file) is for \(host). Belay deploys to Docker and Kubernetes; it leaves what runs there alone."
        }
    }
}

extension ComposeProject {
    /// The files of its secrets, by key.
    fileprivate var secretFiles: [String: String] {
        Dictionary(secrets.compactMap { secret in secret.file.map { (secret.key.value, $0.value) } }) {
            first, _ in first
        }
    }
}

extension ComposeService {
    /// The ports of the host that are its own, as far as they are known.
    fileprivate var fixedPorts: [Int] {
        networking.ports.compactMap(\.fixed).filter { "\($0)" != ComposeSurvey.placeholder }
    }
}

extension String {
    /// As the name of an application: lower case, without what a name on an engine cannot have.
    fileprivate var asName: String? {
        let kept = lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "-" }
        let name = String(kept).split(separator: "-").joined(separator: "-")
        return name.isEmpty || contains("$") ? nil : name
    }
}
