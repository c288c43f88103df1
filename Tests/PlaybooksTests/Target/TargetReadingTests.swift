import Basis
import Playbooks
import Testing
import Updates

/// An environment and the files that it names, read as a release and as it lies beside the manifest.
@Suite struct TargetReadingTests {
    static func reading(
        _ environment: String, _ files: [String: String], project: [String: String]? = nil,
        variables: [String: String] = [:], prefix: String = ""
    ) throws -> TargetReading {
        let text = "app: shop\nenvironments:\n  here:\n    \(environment)\n"
        let manifest = try #require(ManifestFile.read(Array(text.utf8), named: "belay.yml").value)
        let tree = { (files: [String: String]) in FileTree(files.mapValues { Array($0.utf8) }) }
        let source = TargetSource(
            release: tree(files), project: tree(project ?? files), directory: "/srv/My Shop",
            variables: variables, prefix: prefix)
        return TargetReading(of: manifest.environments[0].value, from: source)
    }

    static func project(of reading: TargetReading) throws -> ComposeProject {
        guard case .compose(let project) = reading.target else {
            throw Diagnostic(TargetCode.noComposeFile, "\(reading.problems)", at: .thing("test"))
        }
        return project
    }

    private let web = "services:\n  web:\n    image: web:1\n"

    @Test func composeFindsItsFilesAndTheNameOfTheFolder() throws {
        let reading = try TargetReadingTests.reading(
            "docker: {}",
            ["compose.yml": web, "compose.override.yml": "services: { web: { hostname: h } }"])
        let project = try TargetReadingTests.project(of: reading)
        #expect(project.name == "myshop" && reading.problems == [])
        #expect(project.services[0].networking.hostname?.value == "h")
        #expect(reading.files == ["compose.yml", "compose.override.yml"])
        #expect(reading.target?.serviceNames == ["web"])
    }

    @Test func namedFilesProfilesAndNameWin() throws {
        let files = [
            "a.yml": web, "b.yml": "services: { job: { image: \"job:1\", profiles: [night] } }",
            "compose.yml": "nonsense",
        ]
        let reading = try TargetReadingTests.reading(
            "docker: { compose: [a.yml, ./b.yml], project: mine, profiles: [night] }", files,
            variables: ["COMPOSE_PROJECT_NAME": "other"])
        let project = try TargetReadingTests.project(of: reading)
        #expect(project.name == "mine" && project.services.map(\.name.value) == ["web", "job"])
    }

    @Test func filesInAFolderBeginThere() throws {
        let text = """
            services:
              web: { build: ./web, volumes: ["./data:/data"], env_file: app.env, image: "w:${TAG}" }
            """
        let project = try TargetReadingTests.project(
            of: TargetReadingTests.reading(
                "docker: { compose: deploy/compose.yml }",
                ["deploy/compose.yml": text, "deploy/app.env": "A=1", "deploy/.env": "TAG=7"]))
        #expect(project.name == "deploy")
        #expect(project.services[0].build?.context?.value == "deploy/web")
        #expect(project.services[0].mounts[0].source?.value == "deploy/data")
        #expect(project.services[0].environment.map(\.name.value) == ["A"])
        #expect(project.services[0].image?.value == "w:7")
    }

    @Test func composeFileOfTheVariablesIsHeeded() throws {
        let reading = try TargetReadingTests.reading(
            "docker: {}",
            [
                ".env": "COMPOSE_FILE=a.yml:b.yml", "a.yml": web,
                "b.yml": "services: { db: { image: \"d:1\" } }",
            ])
        #expect(reading.target?.serviceNames == ["web", "db"])
    }

    /// Safety rule 19: an old release is read with today's variables.
    @Test func filesComeFromTheReleaseAndVariablesFromTheProject() throws {
        let release = [
            "compose.yml": "services: { web: { image: \"web:${TAG}\", env_file: app.env } }",
            ".env": "TAG=committed", "app.env": "A=committed",
        ]
        let mine = ["compose.yml": "nonsense", ".env": "TAG=mine", "app.env": "B=mine"]
        let project = try TargetReadingTests.project(
            of: TargetReadingTests.reading("docker: {}", release, project: mine))
        #expect(project.services[0].image?.value == "web:mine")
        #expect(project.services[0].environment.map(\.name.value) == ["B"])
    }

    @Test func problemsNameTheFileAsTheOperatorKnowsIt() throws {
        let reading = try TargetReadingTests.reading(
            "docker: {}", ["compose.yml": "services: { web: {} }"], prefix: "../")
        #expect(reading.target == nil && reading.files == ["../compose.yml"])
        #expect(reading.problems.map { "\($0.code) \($0.place)" } == ["compose.no-image ../compose.yml:1:13"])
    }

    @Test(arguments: [
        ("docker: {}", "target.no-compose-file belay.yml:4:5"),
        ("docker: { compose: x.yml }", "target.missing-file belay.yml:4:24"),
        ("kubernetes: {}", "target.no-manifests belay.yml:4:5"),
        ("kubernetes: { manifests: gone/ }", "target.missing-file belay.yml:4:30"),
        ("kubernetes: { manifests: notes }", "target.empty-folder belay.yml:4:30"),
    ])
    func whatIsMissingIsSaidWhereItIsNamed(environment: String, expected: String) throws {
        let reading = try TargetReadingTests.reading(environment, ["notes/readme.md": "hi"])
        #expect(reading.target == nil)
        #expect(reading.problems.map { "\($0.code) \($0.place)" } == [expected])
    }

    @Test func manifestsOfFoldersAndFilesAreReadTogether() throws {
        let deployment = { (name: String) in
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: \(name) }
            spec:
              selector: { matchLabels: { app: \(name) } }
              template:
                metadata: { labels: { app: \(name) } }
                spec: { containers: [{ name: c, image: "i:1" }] }
            """
        }
        let reading = try TargetReadingTests.reading(
            "kubernetes: { namespace: shop, manifests: [k8s/, more.yaml] }",
            [
                "k8s/a.yaml": deployment("web"), "k8s/readme.md": "hi", "k8s/old/b.yaml": "nonsense: [",
                "more.yaml": deployment("worker"),
            ])
        #expect(reading.problems == [] && reading.files == ["k8s/a.yaml", "more.yaml"])
        #expect(reading.target?.serviceNames == ["web", "worker"])
    }

    /// Data never comes from a checkout, and never goes into one.
    @Test func onlyTrackedReadOnlyFilesComeFromTheRelease() {
        let folders = ReleaseFolders(project: "/srv/shop", release: "/var/lib/belay/7", home: "/root")
        let origin = Span(
            file: "c.yml", start: Position(line: 1, column: 1), end: Position(line: 1, column: 1))
        let source = { (path: String, isReadOnly: Bool) in
            var mount = ComposeMount(
                kind: .bind, source: Located(path, at: origin), target: Located("/x", at: origin),
                span: origin)
            mount.isReadOnly = isReadOnly
            return folders.source(of: mount) { $0 == "nginx.conf" }
        }
        #expect(source("nginx.conf", true) == "/var/lib/belay/7/nginx.conf")
        #expect(source("nginx.conf", false) == "/srv/shop/nginx.conf")
        #expect(source("data", true) == "/srv/shop/data")
        #expect(source("/etc/localtime", true) == "/etc/localtime")
        #expect(source("~/keys", true) == "/root/keys")
        #expect(
            folders.ofRelease(".") == "/var/lib/belay/7"
                && folders.ofProject("app.env") == "/srv/shop/app.env")
    }
}
