internal import Basis
internal import Console

/// The version in one line, and what stands around the program if that was asked for.
struct VersionReport: Report {
    let build: BuildFacts
    var engine: EngineFinding?
    var libraries: [Library] = []

    var event: String { "version" }

    var fields: [JSONField] {
        var fields = [
            JSONField("version", build.version), JSONField("commit", build.commit),
            JSONField("swift", BuildFacts.compiler), JSONField("platform", BuildFacts.platform),
        ]
        if let engine { fields.append(JSONField("engine", json(engine))) }
        if !libraries.isEmpty {
            let versions = libraries.map { JSONField($0.name, $0.version) }
            fields.append(JSONField("libraries", .object(versions)))
        }
        return fields
    }

    func text(on surface: Surface) -> String {
        let commit = build.commit.map { "commit \($0)" } ?? "commit not recorded"
        var lines = [
            "belay \(build.version) (\(commit), Swift \(BuildFacts.compiler), \(BuildFacts.platform))"
        ]
        if let engine { lines.append(text(engine).wrapped(to: surface.width, hanging: 2)) }
        if !libraries.isEmpty {
            let list = libraries.map { "\($0.name) \($0.version.harmlessLine)" }.joined(separator: ", ")
            lines.append("libraries: \(list)".wrapped(to: surface.width, hanging: 2))
        }
        return lines.joined(separator: "\n")
    }

    private func text(_ engine: EngineFinding) -> String {
        switch engine {
        case .found(let name, let version, let apiVersion, let place):
            "engine: \(name) \(version), API \(apiVersion), at \(place)".harmlessLine
        case .missing(let problem, let place):
            "engine: none found at \(place): \(problem.what)\(problem.why.map { " (\($0))" } ?? ""). "
                .harmlessLine + problem.remedy.harmlessLine
        }
    }

    private func json(_ engine: EngineFinding) -> JSONValue {
        switch engine {
        case .found(let name, let version, let apiVersion, let place):
            .object([
                JSONField("name", name), JSONField("version", version), JSONField("api", apiVersion),
                JSONField("place", place),
            ])
        case .missing(let problem, let place):
            .object([
                JSONField("code", problem.code), JSONField("message", problem.what),
                JSONField("why", problem.why), JSONField("remedy", problem.remedy),
                JSONField("place", place),
            ])
        }
    }
}
