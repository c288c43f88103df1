import Basis
import Playbooks
import Testing
import Updates

@testable import Docker

/// A Compose file as the specifications that it makes.
struct Drafted {
    let project: ComposeProject
    var files: [String: String] = [:]
    var tracked: Set<String> = []
    var api = APIVersion("1.41") ?? .oldest

    /// Reads a whole file; problems that are errors fail the test.
    init(_ text: String, files: [String: String] = [:]) throws {
        var reader = ComposeReader(directory: "/srv/shop") { files[$0].map { Array($0.utf8) } }
        reader.projectName = "shop"
        reader.environment = ["WORD": "w"]
        let draft = reader.read([ComposeFile(name: "compose.yml", bytes: Array(text.utf8))])
        let errors = draft.problems.filter { $0.severity == .error }
        project = try #require(draft.project, "\(errors)")
        self.files = files
    }

    /// Reads the lines of one service called `web` with an image.
    init(service lines: String, files: [String: String] = [:], besides rest: String = "") throws {
        let indented = lines.split(separator: "\n").map { "    \($0)\n" }.joined()
        try self.init("services:\n  web:\n    image: app:1\n\(indented)\(rest)", files: files)
    }

    var context: SpecificationContext {
        let (files, tracked) = (files, tracked)
        return SpecificationContext(
            project: project, folders: ReleaseFolders(project: "/srv/shop", release: "/rel/1", home: "/root"),
            isTracked: { tracked.contains($0) },
            file: { path in
                files[path.hasPrefix("/srv/shop/") ? String(path.dropFirst(10)) : path].map { Array($0.utf8) }
            }, api: api)
    }

    func specification(_ service: String = "web") throws -> ContainerSpecification {
        let service = try #require(project.services.first { $0.name.value == service })
        return try ContainerSpecification(of: service, in: context)
    }

    /// The body of `web` without what every service has.
    func body() throws -> String {
        var body = try specification().body
        body["NetworkingConfig"] = nil
        if var host = body["HostConfig"] {
            host["NetworkMode"] = nil
            body["HostConfig"] = host == [:] ? nil : host
        }
        return String(decoding: body.bytes(), as: UTF8.self)
    }

    func exclusive(_ service: String = "web") throws -> [String] {
        let service = try #require(project.services.first { $0.name.value == service })
        return Exclusivity.reasons(for: service, in: project)
    }
}
