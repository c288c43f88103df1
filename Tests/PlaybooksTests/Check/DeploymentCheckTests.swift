import Basis
import Playbooks
import Testing
import Updates

/// What is said of a project together with what its environments run.
///
/// Goldens/deployments.txt and Goldens/language.txt hold for each case its files, each behind `>> NAME`, then
/// `-----` and every line that is said; `=====` stands between cases.
@Suite struct DeploymentCheckTests {
    private static func goldens(_ name: String) throws -> String {
        try TextOnDisk.read(#filePath.replacing("DeploymentCheckTests.swift", with: "Goldens/\(name).txt"))
    }

    static func said(of files: [String: String], journal: String? = nil) -> [String] {
        let file = { (name: String) in
            ProjectReading.File(name: name, bytes: Array((files[name] ?? "").utf8))
        }
        let playbooks = files.keys.filter { $0.hasPrefix("playbooks/") }.sorted().map(file)
        let reading = ProjectReading(manifest: file("belay.yml"), playbooks: playbooks)
        let source = TargetSource(
            project: FileTree(files.mapValues { Array($0.utf8) }), directory: "/srv/shop", variables: [:])
        var problems = reading.problems
        if let project = reading.project {
            let deployed = project.manifest.environments.compactMap {
                DeployedProject(project, in: $0.name.value, from: source, journal: journal)
            }
            problems += ProjectCheck.findings(in: project) + DeploymentCheck.findings(in: deployed)
        }
        return problems.inReadingOrder.map { problem in
            let why = problem.why.map { " (\($0))" } ?? ""
            let head = "\(problem.severity) \(problem.code) \(problem.place) \(problem.what)"
            return "\(head)\(why) → \(problem.remedy)"
        }
    }

    static func files(in text: Substring) -> [String: String] {
        var files: [String: String] = [:]
        for part in text.split(separator: ">> ").dropFirst(text.hasPrefix(">> ") ? 0 : 1) {
            let name = part.prefix { $0 != "\n" }
            files[String(name)] = String(part.dropFirst(name.count + 1))
        }
        return files
    }

    @Test(arguments: ["deployments", "language"])
    func projectsAreToldAsRecorded(file: String) throws {
        let all = try DeploymentCheckTests.goldens(file).split(separator: "=====\n")
        for golden in all {
            let parts = golden.split(separator: "-----\n", maxSplits: 1, omittingEmptySubsequences: false)
            let journal = parts[0].contains("# journal") ? "/srv/shop/state/journal.db" : nil
            let said = DeploymentCheckTests.said(
                of: DeploymentCheckTests.files(in: parts[0]), journal: journal)
            let expected = (parts.count == 2 ? parts[1] : "").split(separator: "\n").map(String.init)
            #expect(said == expected, "\(parts[0])")
        }
        #expect(all.count >= 40)
    }

    @Test func everyServiceCodeIsProvoked() throws {
        let text = try DeploymentCheckTests.goldens("deployments")
        for code in ServiceCode.allCases { #expect(text.contains(" \(code.rawValue) "), "\(code.rawValue)") }
    }

    @Test func onlyNamesOfHostsAreMentions() {
        let stands = { (text: String) in
            DeploymentCheckTests.said(of: [
                "belay.yml": "app: a\nenvironments: { e: { docker: {} } }",
                "compose.yml": """
                services:
                  web: { image: "w:1", healthcheck: { test: [CMD, x] } }
                  front:
                    image: nginx:1
                    healthcheck: { test: [CMD, x] }
                    volumes: ["./nginx.conf:/etc/nginx/nginx.conf:ro"]
                """,
                "nginx.conf": text,
            ]).contains { $0.contains("service.proxy-without-traffic") }
        }
        for text in ["proxy_pass http://web;", "server web:8000;", "  server web;", "http://web/x", "web:80"]
        {
            #expect(stands(text), "\(text)")
        }
        for text in ["root /web;", "server web-2:80;", "http://my.web/", "# the web", "web: yes", ""] {
            #expect(!stands(text), "\(text)")
        }
    }
}
