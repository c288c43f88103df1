import Basis
import FoundationEssentials
import Ports
import Testing
import Updates

@testable import Docker

/// Builds through the engine alone.
struct BuildTests {
    private static let dockerfile = """
        ARG BASE=belay/nothing:1
        FROM ${BASE} AS tools
        ARG WORD
        RUN echo "working on $WORD" && echo $WORD > /word
        FROM tools AS wrong
        RUN echo "this is why" && exit 3
        FROM tools AS right
        COPY kept /kept
        """

    /// A project whose context is a folder of its own.
    private func withContext<Result>(
        _ stage: Stage, _ build: String,
        _ work: (StagedProject, DockerImages, ReleaseTree) async throws -> Result
    ) async throws -> Result {
        let folder = "/tmp/belay-build-\(stage.prefix)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = [
            "Dockerfile": BuildTests.dockerfile, "kept": "kept\n", "hidden": "no\n",
            ".dockerignore": "hidden",
        ]
        for (name, text) in files {
            try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
        }
        let shop = try await StagedProject.on(stage) { _ in "services: {web: {build: \(build)}}" }
        let images = DockerImages(
            shop.site, logins: RegistryLogins(.none, variables: [:]), isLocal: true)
        let tree = ReleaseTree(
            release: PinnedRelease(version: "v1", commit: "c", tagObject: nil), checkout: folder, images: [:])
        return try await work(shop, images, tree)
    }

    private func run(_ image: String, _ stage: Stage, _ words: String...) async throws -> String {
        let engine = try await stage.client()
        let name = "\(stage.prefix)-look"
        stage.willRemove(name)
        _ = try await engine.create(
            name, ["Image": .text(image), "Cmd": .list(words.map { .text($0) })], by: stage.soon)
        try await engine.start(name, by: stage.soon)
        _ = try await engine.wait(for: name, by: stage.soon)
        let details = try await engine.container(name, by: stage.soon)
        return try await engine.lastWords(of: details, lines: 9, atMost: .kibibytes(1), by: stage.soon)
    }

    @Test func anImageIsBuiltStepByStep() async throws {
        try await Stage.with { stage in
            let build =
                "{context: ., target: right, args: {BASE: 'belay/shell:test', WORD: given}, labels: {a: b}}"
            try await withContext(stage, build) { shop, images, tree in
                let (leash, tag) = (LooseLeash(), "\(stage.prefix):v1")
                let id = try await images.build("web", in: tree, tag: tag, in: .staged(leash))
                stage.atEnd { try await shop.site.engine.remove(image: tag, force: true, by: stage.soon) }
                #expect(try await images.id(of: tag) == id)
                let details = try await shop.site.engine.image(tag, by: stage.soon)
                #expect(details.labels["a"] == "b" && details.labels[ProjectLabels.release] == "v1")
                let told = leash.told.withLock { $0 }.map { "\($0)" }.joined()
                #expect(told.contains("RUN echo"), "\(told)")
                #expect(leash.acts.withLock { $0 } == ["build web"])
                #expect(
                    try await run(tag, stage, "sh", "-c", "cat /word /kept; ls /hidden 2>&1; true")
                        == "given\nkept\nls: /hidden: No such file or directory\n")
            }
        }
    }

    @Test func aBuildThatFailsShowsWhatItSaidLast() async throws {
        try await Stage.with { stage in
            let build = "{context: ., target: wrong, no_cache: true, args: {BASE: 'belay/shell:test'}}"
            try await withContext(stage, build) { _, images, tree in
                let failed = try await failure {
                    _ = try await images.build("web", in: tree, tag: "\(stage.prefix):v1", in: .staged())
                }
                #expect(failed?.code == .notBuilt && failed?.why.contains("this is why") == true)
                #expect(failed?.why.contains("exit code: 3") == true, "\(failed?.why ?? "")")
            }
        }
    }

    @Test func whatCannotBeBegunFromIsNamed() async throws {
        try await Stage.with { stage in
            try await withContext(stage, "{context: ., args: {BASE: '127.0.0.1:1/gone:1'}}") {
                _, images, tree in
                let failed = try await failure {
                    _ = try await images.build("web", in: tree, tag: "\(stage.prefix):v1", in: .staged())
                }
                #expect(failed?.code == .notPulled && failed?.place == "image 127.0.0.1:1/gone:1")
            }
        }
    }

    @Test func aDockerfileCanStandInTheComposeFile() async throws {
        try await Stage.with { stage in
            let build = #"{context: ., dockerfile_inline: "FROM belay/shell:test\nCOPY kept /in\n"}"#
            try await withContext(stage, build) { shop, images, tree in
                let tag = "\(stage.prefix):inline"
                _ = try await images.build("web", in: tree, tag: tag, in: .staged())
                stage.atEnd { try await shop.site.engine.remove(image: tag, force: true, by: stage.soon) }
                #expect(try await run(tag, stage, "cat", "/in") == "kept\n")
            }
        }
    }

    @Test func theOlderBuilderBuildsToo() async throws {
        try await Stage.with { stage in
            let build = "{context: ., target: tools, args: {BASE: 'belay/shell:test', WORD: older}}"
            try await withContext(stage, build) { shop, _, tree in
                let release = try await shop.site.read(tree)
                let service = try release.service("web")
                let tag = "\(stage.prefix):older"
                let request = try BuildRequest(
                    of: service, try #require(service.build), tag: tag, in: release.folders, labels: [:])
                let steps = Guarded<[String]>([])
                _ = try await shop.site.engine.build(
                    request, try SentContext(request), version: 1, logins: [:], by: stage.soon
                ) { step in steps.withLock { $0.append(step) } }
                stage.atEnd { try await shop.site.engine.remove(image: tag, force: true, by: stage.soon) }
                #expect(steps.withLock { $0.contains { $0.hasPrefix("Step 1/") } })
                #expect(try await run(tag, stage, "cat", "/word") == "older\n")
            }
        }
    }

    @Test func imagesAreKeptByAFurtherName() async throws {
        try await Stage.with { stage in
            try await withContext(stage, ".") { shop, images, _ in
                let id = try #require(try await images.id(of: "belay/app:v1"))
                let tag = "belay/kept-\(stage.prefix):v1"
                try await images.keep(id, as: tag)
                #expect(try await images.id(of: tag) == id)
                try await images.letGo(of: tag)
                try await images.letGo(of: tag)
                #expect(try await images.id(of: tag) == nil)
                #expect(try await images.id(of: "belay/app:v1") == id)
                #expect(try #require(try await images.freeSpace()) > .mebibytes(1))
                #expect(shop.name == stage.prefix)
            }
        }
    }
}
