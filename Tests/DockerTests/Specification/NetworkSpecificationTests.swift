import Testing

@testable import Docker

/// On which networks a container is put, and under which names.
struct NetworkSpecificationTests {
    private func placed(_ text: String, _ service: String = "web") throws -> (String, String, [String]) {
        let specification = try Drafted(text).specification(service)
        let first = specification.body["NetworkingConfig"]?["EndpointsConfig"]
        return (
            specification.body["HostConfig"]?["NetworkMode"]?.text ?? "", first.map { "\($0)" } ?? "",
            specification.networks.map { "\($0.key) \($0.value)" }.sorted()
        )
    }

    @Test func aServiceAloneAnswersOnItsOwnNetwork() throws {
        let (mode, first, others) = try placed("services: {web: {image: a}}")
        #expect(mode == "shop_default" && others == [])
        #expect(first == #"{"shop_default":{"Aliases":["web"]}}"#)
    }

    @Test func theNamesOfWhatMayRunTwiceStayOnItsCompanion() throws {
        let text = "services: {web: {image: a}, db: {image: b, volumes: [data:/d]}}\nvolumes: {data: }\n"
        let web = try placed(text)
        #expect(web.1 == "" && web.2 == [])
        let db = try placed(text, "db")
        #expect(db.1 == #"{"shop_default":{"Aliases":["db"]}}"#)
        #expect(db.2 == ["shop_belay_web {}"])
        let labels = try Drafted(text).specification().labels
        #expect(labels[ProjectLabels.companion] == "shop_belay_web" && labels[ProjectLabels.names] == "web")
    }

    @Test func servicesThatCannotReachEachOtherHaveNoCompanions() throws {
        let text = """
            services: {web: {image: a, networks: [x]}, api: {image: b, networks: [y]}}
            networks: {x: , y: }
            """
        #expect(try placed(text).1 == #"{"shop_x":{"Aliases":["web"]}}"#)
        #expect(try Drafted(text).specification().labels[ProjectLabels.companion] == nil)
    }

    @Test func theNetworkOfTheHighestPriorityIsJoinedFirst() throws {
        let text = """
            services:
              web:
                image: a
                networks:
                  x: {aliases: [www], ipv4_address: 10.1.2.3}
                  z: {priority: 5, mac_address: "02:42:ac:11:00:03"}
            networks: {x: {name: ext, external: true}, z: }
            """
        let (mode, first, others) = try placed(text)
        #expect(mode == "shop_z")
        #expect(first == #"{"shop_z":{"Aliases":["web"],"MacAddress":"02:42:ac:11:00:03"}}"#)
        #expect(others == [#"ext {"Aliases":["web","www"],"IPAMConfig":{"IPv4Address":"10.1.2.3"}}"#])
    }

    @Test(arguments: [
        ("host", "host"), ("none", "none"), ("bridge", "bridge"), ("container:x", "container:x"),
        ("service:db", "service:db"),
    ])
    func aModeTakesThePlaceOfNetworks(_ written: String, _ mode: String) throws {
        let text = "services: {web: {image: a, network_mode: '\(written)'}, db: {image: b}}"
        let placed = try placed(text)
        #expect(placed.0 == mode && placed.1 == "")
        #expect(try Drafted(text).specification().references == (written == "service:db" ? ["db"] : []))
    }

    @Test func aLinkIsAFurtherName() throws {
        let text = "services: {web: {image: a, links: ['db:store', db]}, db: {image: b, volumes: [/d]}}"
        #expect(try placed(text, "db").1 == #"{"shop_default":{"Aliases":["db","store"]}}"#)
    }

    @Test(arguments: [
        ("tty: true", []), ("volumes: ['./d:/d:ro']", []), ("tmpfs: /t", []), ("ports: ['80']", []),
        ("ports: ['8000-8010:80']", []), ("ipc: private", []),
        ("volumes: ['./d:/d']", ["it can write to /d"]), ("volumes: [/d]", ["it can write to /d"]),
        ("ports: ['80:80']", ["it publishes the host's port 80"]),
        ("container_name: one", ["`container_name: one` fixes its name"]),
        ("network_mode: host", ["it is on the host's own network"]),
        ("devices: [/dev/a]", ["it has devices of the host"]),
        (
            "networks: {default: {ipv4_address: 10.0.0.9}}",
            ["its address on the network default is fixed"]
        ),
    ])
    func whatMustNotRunTwiceSaysWhy(_ lines: String, _ reasons: [String]) throws {
        let rest =
            lines.contains("ipv4") ? "networks: {default: {ipam: {config: [{subnet: 10.0.0.0/24}]}}}\n" : ""
        #expect(try Drafted(service: lines, besides: rest).exclusive() == reasons)
    }
}
