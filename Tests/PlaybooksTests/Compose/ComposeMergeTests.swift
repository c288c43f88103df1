import Basis
import Playbooks
import Testing
import Updates

/// Several files, extended services, included files.
@Suite struct ComposeMergeTests {
    private func service(_ texts: String..., fixture: ComposeFixture = ComposeFixture()) throws
        -> ComposeService
    {
        var reader = ComposeReader(directory: "/srv/shop") { fixture.files[$0].map { Array($0.utf8) } }
        reader.environment = fixture.environment
        let draft = reader.read(
            texts.enumerated().map { ComposeFile(name: "c\($0).yml", bytes: Array($1.utf8)) })
        let project = try #require(draft.project, "\(draft.problems.map(ComposeFixture.line))")
        return try #require(project.services.first)
    }

    @Test func commandsAreReplacedAndListsGrow() throws {
        let base = """
            services:
              a:
                image: one
                command: [x, y]
                dns: 1.1.1.1
                ports: ["80:80"]
                cap_add: [A]
                environment: [A=1, B=1]
                volumes: [".:/foo", "/etc:/bar"]
                depends_on: [b]
              b: { image: i }
            """
        let over = """
            services:
              a:
                image: two
                command: z
                dns: [2.2.2.2]
                ports: ["80:80", "81:81"]
                cap_add: [B]
                environment: { B: 2, C: 3 }
                volumes: ["./src:/foo"]
                depends_on: { b: { condition: service_started, required: false } }
                healthcheck:
            """
        let service = try service(base, over)
        #expect(service.image?.value == "two")
        #expect(service.process.command?.value.map(\.written) == ["z"])
        #expect(service.networking.nameServers.map(\.value) == ["1.1.1.1", "2.2.2.2"])
        #expect(service.networking.ports.map(\.fixed) == [80, 81])
        #expect(service.isolation.addedCapabilities.map(\.value) == ["A", "B"])
        #expect(
            service.environment.map { "\($0.name.value)=\($0.value?.reveal() ?? "")" } == [
                "A=1", "B=2", "C=3",
            ])
        #expect(
            service.mounts.map { "\($0.source?.value ?? ""):\($0.target.value)" } == [
                "src:/foo", "/etc:/bar",
            ])
        #expect(service.dependencies.map(\.isRequired) == [false])
    }

    @Test func buildTextAndMappingAreOne() throws {
        let service = try service(
            "services: { a: { build: . } }", "services: { a: { build: { target: t, args: { A: 1 } } } }",
            "services: { a: { build: { args: [A=2, B] } } }")
        #expect(service.build?.context?.value == ".")
        #expect(service.build?.target?.value == "t")
        #expect(service.build?.arguments.map(\.name.value) == ["A", "B"])
    }

    @Test func resetTakesAwayAndOverrideReplaces() throws {
        let base = "services: { a: { image: i, ports: ['80:80'], user: me, environment: { A: 1, B: 2 } } }"
        let over = """
            services:
              a:
                ports: !override ["81:81"]
                user: !reset null
                environment: { A: !reset null }
            """
        let service = try service(base, over)
        #expect(service.networking.ports.map(\.fixed) == [81])
        #expect(service.process.user == nil)
        #expect(service.environment.map(\.name.value) == ["B"])
    }

    @Test func laterDocumentGoesOverTheEarlier() throws {
        let service = try service("services: { a: { image: one } }\n---\nservices: { a: { image: two } }")
        #expect(service.image?.value == "two")
    }

    @Test func otherDriverTakesNoOptionsOver() throws {
        let base = "services: { a: { image: i, logging: { driver: json-file, options: { max-size: 1m } } } }"
        let other = try service(base, "services: { a: { logging: { driver: syslog, options: { tag: t } } } }")
        #expect(other.logging?.options.map(\.name.value) == ["tag"])
        let same = try service(base, "services: { a: { logging: { options: { tag: t } } } }")
        #expect(same.logging?.options.map(\.name.value) == ["max-size", "tag"])
    }

    @Test func serviceExtendsAnotherOfTheFile() throws {
        let service = try service(
            """
            services:
              a: { extends: base, environment: { B: 2 } }
              base: { extends: { service: root }, environment: { A: 1, B: 1 } }
              root: { image: i, restart: always }
            """)
        #expect(service.image?.value == "i")
        #expect(service.restart?.value == .always)
        #expect(service.environment.map { $0.value?.reveal() } == ["1", "2"])
    }

    @Test func pathsOfAnExtendedFileAreItsOwn() throws {
        var fixture = ComposeFixture()
        fixture.files = [
            "base/b.yml": "services: { x: { build: ./ctx, volumes: ['./d:/d', /abs:/a], env_file: x.env } }",
            "base/x.env": "A=1",
        ]
        let service = try service(
            "services: { a: { extends: { file: base/b.yml, service: x } } }", fixture: fixture)
        #expect(service.build?.context?.value == "base/ctx")
        #expect(service.mounts.map(\.source?.value) == ["base/d", "/abs"])
        #expect(service.environment.map(\.name.value) == ["A"])
    }

    @Test func includedFileHasItsOwnDirectoryAndVariables() throws {
        var fixture = ComposeFixture()
        fixture.environment = ["TAG": "1"]
        fixture.files = [
            "db/c.yml": "services: { db: { image: 'db:$TAG-$KIND', volumes: ['./d:/d'] } }",
            "db/.env": "KIND=big\nTAG=2\n",
        ]
        let draft = fixture.read("include: [db/c.yml]\nservices: { a: { image: i, depends_on: [db] } }")
        let project = try #require(draft.project)
        let service = try #require(project.services.first { $0.name.value == "db" })
        #expect(service.image?.value == "db:1-big")
        #expect(service.mounts.map(\.source?.value) == ["db/d"])
        #expect(project.files == ["c.yml", "db/c.yml"])
    }

    @Test func circlesAreRefusedWithTheWayRound() {
        var fixture = ComposeFixture()
        #expect(
            fixture.problems("services: { a: { extends: b }, b: { extends: a } }").contains(
                "error compose.extends-cycle c.yml:1:27 services extend one another: a → b → a"))
        fixture.files = ["x.yml": "include: [x.yml]\nservices: { a: { image: i } }"]
        #expect(
            fixture.problems("include: [x.yml]\nservices: { a: { image: i } }").contains {
                $0.contains("compose.include-cycle")
            })
    }

    @Test func nothingIsDefinedTwiceByInclusion() {
        var fixture = ComposeFixture()
        fixture.files = ["x.yml": "services: { a: { image: j } }"]
        #expect(
            fixture.problems("include: [x.yml]\nservices: { a: { image: i } }") == [
                "error compose.include-conflict c.yml:2:13 "
                    + "`services.a` is defined here and in an included file"
            ])
    }

    @Test func mergeKeysOfYAMLAreFollowed() throws {
        let service = try service(
            """
            x-base: &base { restart: always, image: j, environment: &env { A: 1 } }
            services:
              a:
                <<: *base
                image: i
                environment: { <<: *env, B: 2 }
            """)
        #expect(service.image?.value == "i")
        #expect(service.environment.map(\.name.value).sorted() == ["A", "B"])
    }
}
