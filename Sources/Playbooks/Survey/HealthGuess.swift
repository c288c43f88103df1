import Basis
import Updates

/// An HTTP path that proves a service, taken from the check that it has already.
struct HealthGuess: Sendable, Equatable {
    let service: String
    let path: String
    let port: Int
    let why: String

    /// What a project's services are asked, by their healthchecks or those of their Dockerfiles.
    static func all(in project: ComposeProject, _ listing: RepositoryListing) -> [HealthGuess] {
        project.services.compactMap { service in
            let name = service.name.value
            if let check = service.healthcheck {
                guard check.isActive else { return nil }
                let words = (check.test?.value ?? []).map(\.written).joined(separator: " ")
                if let asked = Asked(words) {
                    let file = service.name.span.file
                    return HealthGuess(name, asked, because: "The healthcheck in \(file) asks it.")
                }
                if !words.isEmpty { return nil }
            }
            guard let build = service.build else { return nil }
            let context = build.context?.value ?? "."
            let file = ComposePath.resolve(build.dockerfile?.value ?? "Dockerfile", in: context)
            guard let asked = listing.text(file).flatMap(HealthGuess.instruction).flatMap(Asked.init) else {
                return nil
            }
            return HealthGuess(name, asked, because: "HEALTHCHECK in \(file) asks it.")
        }
    }

    private init(_ service: String, _ asked: Asked, because why: String) {
        (self.service, path, port, self.why) = (service, asked.path, asked.port, why)
    }

    /// The words of HEALTHCHECK, continued lines joined.
    private static func instruction(of dockerfile: String) -> String? {
        var words: String?
        for line in dockerfile.split(separator: "\n", omittingEmptySubsequences: false).map(\.trimmed) {
            if words == nil, !line.uppercased().hasPrefix("HEALTHCHECK") { continue }
            words = (words ?? "") + " " + line
            if !line.hasSuffix("\\") { return words }
        }
        return words
    }

    /// An address of the container itself, in a command that asks it.
    private struct Asked {
        let path: String
        let port: Int

        init?(_ words: String) {
            guard let address = words.range(after: "http://") ?? words.range(after: "https://") else {
                return nil
            }
            let whole = address.prefix { !$0.isWhitespace && !"\"'`|;)>&\\,".contains($0) }
            let host = whole.prefix { $0 != "/" }
            let number = host.contains(":") ? host.split(separator: ":").last.flatMap { Int($0) } : 80
            guard let number, (1...65535).contains(number), "\(number)" != ComposeSurvey.placeholder else {
                return nil
            }
            let path = whole.dropFirst(host.count)
            guard !path.contains("$") else { return nil }
            (self.path, port) = (path.isEmpty ? "/" : String(path), number)
        }
    }
}
