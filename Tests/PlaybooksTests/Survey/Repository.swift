import Basis
import Playbooks
import Testing
import Updates

/// A repository in memory: files by their paths, and the sketch that comes of it.
struct Repository {
    var folder = "shop"
    var files: [String: String]

    /// One with a remote, a branch and tags.
    static func git(remote: String? = nil, branch: String = "main", tags: [String] = []) -> [String: String] {
        var files = [".git/HEAD": "ref: refs/heads/\(branch)\n"]
        let origin = remote.map { "[remote \"origin\"]\n\turl = \($0)\n\tfetch = +refs/*\n" } ?? ""
        files[".git/config"] = "[core]\n\tbare = false\n\(origin)[branch \"main\"]\n\turl = wrong\n"
        let packed = tags.map { "\(String(repeating: "a", count: 40)) refs/tags/\($0)\n" }
        files[".git/packed-refs"] = "# pack-refs with: peeled\n" + packed.joined()
        return files
    }

    var sketch: ManifestSketch {
        let contents = files.filter { path, _ in
            path.hasPrefix(".git/") || RepositoryListing.isWorthReading(path)
        }
        return ManifestSketch(
            of: RepositorySurvey(
                RepositoryListing(
                    folder: folder, paths: Array(files.keys), contents: contents.mapValues { Array($0.utf8) })
            ))
    }

    /// The manifest, once it is sure that `belay check` accepts it.
    func manifest(_ location: SourceLocation = #_sourceLocation) -> String {
        let text = sketch.text
        let reading = ProjectReading(
            manifest: .init(name: "belay.yml", bytes: Array(text.utf8)), playbooks: [])
        let findings = reading.problems + (reading.project.map { ProjectCheck.findings(in: $0) } ?? [])
        let errors = findings.filter { $0.severity == .error }
        #expect(reading.project != nil && errors.isEmpty, "\(errors)\n\(text)", sourceLocation: location)
        // What environments name is there; whether it can be read is its own affair.
        let tree = FileTree(files.mapValues { Array($0.utf8) })
        let source = TargetSource(project: tree, directory: "/srv/\(folder)", variables: [:])
        let targets = (reading.project?.manifest.environments ?? []).map {
            TargetReading(of: $0.value, from: source)
        }
        let missing = targets.flatMap(\.problems).filter { $0.code.hasPrefix("target.") }
        #expect(missing.isEmpty, "\(missing)\n\(text)", sourceLocation: location)
        return text
    }

    /// The manifest without its comments.
    func bare(_ location: SourceLocation = #_sourceLocation) -> String {
        manifest(location).split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("#") }
            .joined(separator: "\n")
    }
}
