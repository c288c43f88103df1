import Basis
import Playbooks
import Testing
import Updates

/// Short and long forms, and what Compose adds by itself.
@Suite struct ComposeServiceTests {
    private func service(_ text: String) throws -> ComposeService {
        let draft = ComposeFixture().read("services:\n  a:\n    image: i\n    \(text)\nvolumes: { name: }")
        let project = try #require(draft.project, "\(draft.problems.map(ComposeFixture.line))")
        return project.services[0]
    }

    @Test(arguments: [
        ("80", ["*->80/tcp"]), ("'80:8080'", ["80->8080/tcp"]), ("'8080:80/udp'", ["8080->80/udp"]),
        ("'1.1.1.1:80:80'", ["1.1.1.1:80->80/tcp"]), ("'80-81:8080-8081'", ["80->8080/tcp", "81->8081/tcp"]),
        ("'80-90:8080'", ["80-90->8080/tcp"]), ("'127.0.0.1::80'", ["127.0.0.1:*->80/tcp"]),
        ("'[::1]:80:80'", ["::1:80->80/tcp"]), ("2222:22", ["2222->22/tcp"]),
        ("'3000-3001'", ["*->3000/tcp", "*->3001/tcp"]),
        (
            "{ target: 80, published: '8080', host_ip: 127.0.0.1, protocol: udp, mode: host }",
            ["127.0.0.1:8080->80/udp"]
        ),
        ("{ target: 80, published: 8000-8010 }", ["8000-8010->80/tcp"]),
    ])
    func portIsRead(_ written: String, _ expected: [String]) throws {
        let ports = try service("ports: [\(written)]").networking.ports.map { port in
            let range = port.published.map {
                $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
            }
            return "\(port.address.map { "\($0):" } ?? "")\(range ?? "*")->\(port.target)/\(port.transport)"
        }
        #expect(ports == expected)
    }

    @Test(arguments: [
        "9999999", "80/xyz", "tcp", "''", "99999:80", "81-80:80", "80-82:80-81", "8080:80tcp", "x:80:80",
    ])
    func portIsRefused(_ written: String) {
        let lines = ComposeFixture().problems(
            "services: { a: { image: i, ports: ['\(written)'] } }".replacing("''''", with: "''"))
        #expect(lines.count == 1)
        #expect(lines.first?.hasPrefix("error compose.wrong-port c.yml:1:36 services.a.ports[0]: ") == true)
    }

    @Test(arguments: [
        (".:/a", "bind . /a"), ("/x:/a:ro", "bind /x /a ro"), ("~/d:/a", "bind ~/d /a"),
        ("name:/a", "volume name /a"),
        ("/a", "volume - /a"), ("./d:/a:ro,z", "bind d /a ro z"),
        ("/var//www/html/:ro", "volume - /var/www/html ro"),
        ("../up:/a:rw", "bind ../up /a"), ("name:/a:unknown", "volume name /a"),
        ("C:\\d:/a", "bind C:\\d /a"),
    ])
    func mountIsRead(_ written: String, _ expected: String) throws {
        let mount = try #require(try service("volumes: ['\(written)']").mounts.first)
        var words = [mount.kind.rawValue, mount.source?.value ?? "-", mount.target.value]
        if mount.isReadOnly { words.append("ro") }
        if let label = mount.relabelling { words.append(label.value) }
        #expect(words.joined(separator: " ") == expected)
    }

    @Test(arguments: ["a::b", "a:b:c:d", ":/a", ""])
    func mountIsRefused(_ written: String) {
        let lines = ComposeFixture().problems("services: { a: { image: i, volumes: ['\(written)'] } }")
        #expect(lines.first?.contains("compose.wrong-mount c.yml:1:38") == true)
    }

    @Test func longMountIsRead() throws {
        let mount = try #require(
            try service(
                """
                volumes:
                      - { type: bind, source: ./d, target: /a/, read_only: true,
                          bind: { create_host_path: false, selinux: Z } }
                """
            ).mounts.first)
        #expect(mount.source?.value == "d")
        #expect(mount.target.value == "/a")
        #expect(mount.isReadOnly)
        #expect(!mount.createsHostPath)
        #expect(mount.relabelling?.value == "Z")
    }

    @Test(arguments: [
        ("echo 'a b' \"c\\\"d\" e\\ f", ["echo", "a b", "c\"d", "e f"]),
        ("[\"sh\", \"-c\", \"x y\"]", ["sh", "-c", "x y"]),
        ("[]", []), ("''", []),
    ])
    func commandIsSplit(_ written: String, _ expected: [String]) throws {
        #expect(try service("command: \(written)").process.command?.value.map(\.written) == expected)
    }

    @Test func absentCommandIsTheImages() throws {
        #expect(try service("command:").process.command == nil)
    }

    @Test func environmentKeepsWordsOfOtherYAML() throws {
        let all = try service(
            "environment: { A: yes, B: 2, C: 2.50, D: '', E: true, F: 2222:22, G: no }"
        ).environment
        #expect(all.map { $0.value?.reveal() } == ["yes", "2", "2.50", "", "true", "2222:22", "no"])
    }

    @Test func restartOfNoIsNotFalse() throws {
        #expect(try service("restart: no").restart?.value == .no)
        #expect(try service("restart: on-failure:3").restart?.value == .onFailure(attempts: 3))
    }

    @Test func amountsHaveUnits() throws {
        let limits = try service(
            "memswap_limit: -1\n    mem_limit: 640kb\n    shm_size: 1.5G\n    cpus: '0.5'"
        ).limits
        #expect(limits.memory?.value == ByteCount(655_360))
        #expect(limits.memoryAndSwap?.value == .unlimited)
        #expect(limits.sharedMemory?.value == ByteCount.mebibytes(1536))
        #expect(limits.processors?.value == 0.5)
    }

    @Test func deployIsRead() throws {
        let deploy = try service(
            """
            deploy:
                  replicas: 3
                  update_config: { parallelism: 2, delay: 5s, order: start-first, failure_action: rollback,
                                   monitor: 6s, max_failure_ratio: 0.2 }
                  rollback_config: { order: stop-first }
                  restart_policy: { condition: on-failure, max_attempts: 3 }
                  resources:
                    limits: { cpus: '0.5', memory: 50M, pids: 100 }
                    reservations: { devices: [{ capabilities: [gpu], count: all }] }
            """
        ).deploy
        #expect(deploy.replicas?.value == 3)
        #expect(deploy.update?.order?.value == .startFirst)
        #expect(deploy.update?.failureAction?.value == .rollback)
        #expect(deploy.update?.maximumFailureRatio?.value == 0.2)
        #expect(deploy.rollback?.order?.value == .stopFirst)
        #expect(deploy.limits?.memory?.value == .mebibytes(50))
        #expect(deploy.reservations?.devices.first?.count?.value == -1)
    }

    @Test func healthcheckTextIsForAShell() throws {
        let check = try service("healthcheck: { test: curl -f x || exit 1, interval: 1m30s, retries: 5 }")
            .healthcheck
        #expect(check?.test?.value.map(\.written) == ["CMD-SHELL", "curl -f x || exit 1"])
        #expect(check?.interval?.value == .seconds(90))
    }

    @Test func serviceWithoutNetworksJoinsTheDefaultOne() throws {
        let project = try #require(
            ComposeFixture().read("services: { a: { image: i, networks: {} } }").project)
        #expect(project.services[0].networking.attachments.map(\.network.value) == ["default"])
        #expect(project.networks.map { $0.engineName(project: project.name) } == ["shop_default"])
    }

    @Test func linksAndSharedNetworksAreDependencies() throws {
        let project = try #require(
            ComposeFixture().read(
                """
                services:
                  a: { image: i, links: ['b:db'] }
                  b: { image: i, network_mode: 'service:c' }
                  c: { image: i }
                """
            ).project)
        #expect(project.services.map { $0.dependencies.map(\.service.value) } == [["b"], ["c"], []])
    }

    @Test func profilesDecideWhatRuns() throws {
        var fixture = ComposeFixture()
        let text = "services: { a: { image: i }, b: { image: i, profiles: [full] } }"
        #expect(fixture.read(text).project?.dormant.map(\.name.value) == ["b"])
        fixture.profiles = ["full"]
        #expect(fixture.read(text).project?.services.map(\.name.value) == ["a", "b"])
    }

    @Test func nameIsTheOperatorsThenTheFilesThenTheDirectorys() {
        var fixture = ComposeFixture()
        let text = "name: from-$X\nservices: { a: { image: '$COMPOSE_PROJECT_NAME' } }"
        fixture.environment["X"] = "file"
        #expect(fixture.read(text).project?.services[0].image?.value == "from-file")
        fixture.environment["COMPOSE_PROJECT_NAME"] = "env"
        #expect(fixture.read(text).project?.name == "env")
        fixture.name = "operator"
        #expect(fixture.read(text).project?.name == "operator")
        let reader = ComposeReader(directory: "/srv/My App!") { _ in nil }
        let file = ComposeFile(name: "c.yml", bytes: Array("services: { a: { image: i } }".utf8))
        #expect(reader.read([file]).project?.name == "myapp")
    }

    @Test func secretsAndConfigsAreRead() throws {
        var fixture = ComposeFixture()
        fixture.environment["TOKEN"] = "hunter2"
        let draft = fixture.read(
            """
            services:
              a:
                image: i
                secrets: [one, { source: two, target: /run/two, uid: "100", mode: 0440 }]
                configs: [{ source: three, target: /etc/three }]
            secrets: { one: { file: ./one.txt }, two: { environment: TOKEN } }
            configs: { three: { content: "x=$TOKEN" } }
            """)
        let project = try #require(draft.project, "\(draft.problems.map(ComposeFixture.line))")
        #expect(project.secrets.map(\.file?.value) == ["one.txt", nil])
        #expect(project.secrets[1].content?.reveal() == "hunter2")
        #expect(project.configs[0].content?.reveal() == "x=hunter2")
        #expect(project.services[0].secrets[1].mode?.value == 0o440)
        #expect(!"\(project)".contains("hunter2"))
    }
}
