import Basis
import Playbooks
import Updates

/// Compose files in memory, read with what they need.
struct ComposeFixture {
    var environment: [String: String] = [:]
    var files: [String: String] = [:]
    var profiles: Set<String> = []
    var name: String?

    /// Reads texts as files that go over one another.
    func read(_ texts: String...) -> ComposeDraft {
        var reader = ComposeReader(directory: "/srv/shop") { files[$0].map { Array($0.utf8) } }
        reader.environment = environment
        reader.profiles = profiles
        reader.projectName = name
        return reader.read(
            texts.enumerated().map { index, text in
                ComposeFile(name: index == 0 ? "c.yml" : "c\(index).yml", bytes: Array(text.utf8))
            })
    }

    /// The problems, each as its severity, code, place and words.
    func problems(_ text: String) -> [String] { read(text).problems.map(ComposeFixture.line) }

    static func line(_ problem: Diagnostic) -> String {
        "\(problem.severity) \(problem.code) \(problem.place) \(problem.what)"
    }
}
