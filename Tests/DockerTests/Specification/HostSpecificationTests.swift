import Basis
import Testing

@testable import Docker

/// What a service takes of its machine, and what it is kept from.
struct HostSpecificationTests {
    @Test(arguments: [
        ("mem_limit: 512m", #""Memory":536870912"#),
        ("mem_reservation: 1g", #""MemoryReservation":1073741824"#),
        ("mem_limit: 1g\nmemswap_limit: -1", #""Memory":1073741824,"MemorySwap":-1"#),
        ("mem_swappiness: 10", #""MemorySwappiness":10"#), ("cpus: 1.5", #""NanoCpus":1500000000"#),
        ("cpu_shares: 512", #""CpuShares":512"#), ("cpuset: '0,1'", #""CpusetCpus":"0,1""#),
        ("pids_limit: 99", #""PidsLimit":99"#), ("shm_size: 64mb", #""ShmSize":67108864"#),
        ("oom_score_adj: 5", #""OomScoreAdj":5"#), ("oom_kill_disable: true", #""OomKillDisable":true"#),
        (
            "ulimits: {nofile: {soft: 10, hard: 20}}",
            #""Ulimits":[{"Hard":20,"Name":"nofile","Soft":10}]"#
        ),
        (
            "deploy: {resources: {limits: {cpus: '0.5', memory: 50M, pids: 9}, reservations: {memory: 20M}}}",
            #""Memory":52428800,"MemoryReservation":20971520,"NanoCpus":500000000,"PidsLimit":9"#
        ),
        (
            "deploy: {resources: {reservations: {devices: [{capabilities: [gpu], count: all}]}}}",
            #""DeviceRequests":[{"Capabilities":[["gpu"]],"Count":-1}]"#
        ),
        (
            "gpus: [{device_ids: ['0'], driver: nvidia}]",
            #""DeviceRequests":[{"Capabilities":[["gpu"]],"DeviceIDs":["0"],"Driver":"nvidia"}]"#
        ),
        ("cap_add: [NET_ADMIN]\ncap_drop: [ALL]", #""CapAdd":["NET_ADMIN"],"CapDrop":["ALL"]"#),
        ("privileged: true", #""Privileged":true"#), ("read_only: true", #""ReadonlyRootfs":true"#),
        ("group_add: [audio]", #""GroupAdd":["audio"]"#), ("pid: host", #""PidMode":"host""#),
        ("ipc: host", #""IpcMode":"host""#), ("uts: host", #""UTSMode":"host""#),
        ("userns_mode: host", #""UsernsMode":"host""#), ("cgroup: host", #""CgroupnsMode":"host""#),
        ("cgroup_parent: m", #""CgroupParent":"m""#), ("runtime: runsc", #""Runtime":"runsc""#),
        ("sysctls: {net.core.somaxconn: 9}", #""Sysctls":{"net.core.somaxconn":"9"}"#),
        ("storage_opt: {size: 1G}", #""StorageOpt":{"size":"1G"}"#),
        ("device_cgroup_rules: ['c 1:3 mr']", #""DeviceCgroupRules":["c 1:3 mr"]"#),
        (
            "devices: ['/dev/a', '/dev/b:/dev/c:r']",
            #""Devices":[{"CgroupPermissions":"rwm","PathInContainer":"/dev/a","PathOnHost":"/dev/a"},"#
                + #"{"CgroupPermissions":"r","PathInContainer":"/dev/c","PathOnHost":"/dev/b"}]"#
        ),
        ("devices: ['v.com/gpu=0']", #""DeviceRequests":[{"DeviceIDs":["v.com/gpu=0"],"Driver":"cdi"}]"#),
        ("security_opt: ['label:disable']", #""SecurityOpt":["label=disable"]"#),
        ("security_opt: ['systempaths=unconfined']", #""MaskedPaths":[],"ReadonlyPaths":[]"#),
        ("tmpfs: ['/run:size=64m', /tmp]", #""Tmpfs":{"/run":"size=64m","/tmp":""}"#),
        ("dns: 1.1.1.1\ndns_search: a.b", #""Dns":["1.1.1.1"],"DnsSearch":["a.b"]"#),
        ("dns_opt: [ndots:1]", #""DnsOptions":["ndots:1"]"#),
        ("extra_hosts: ['a:1.2.3.4', 'b=host-gateway']", #""ExtraHosts":["a:1.2.3.4","b:host-gateway"]"#),
    ])
    func everyKeyHasItsField(_ lines: String, _ expected: String) throws {
        #expect(try Drafted(service: lines).body() == "{\"HostConfig\":{\(expected)}}")
    }

    @Test(arguments: [
        ("ports: ['80']", #"{"HostIp":"","HostPort":""}"#),
        ("ports: ['8080:80']", #"{"HostIp":"","HostPort":"8080"}"#),
        ("ports: ['127.0.0.1:8080:80']", #"{"HostIp":"127.0.0.1","HostPort":"8080"}"#),
        ("ports: ['8000-8010:80']", #"{"HostIp":"","HostPort":"8000-8010"}"#),
    ])
    func aPublishedPortIsExposedToo(_ lines: String, _ binding: String) throws {
        let expected =
            #"{"ExposedPorts":{"80/tcp":{}},"HostConfig":{"PortBindings":{"80/tcp":[\#(binding)]}}}"#
        #expect(try Drafted(service: lines).body() == expected)
    }

    @Test func rangesOfPortsAreSpreadOut() throws {
        #expect(
            try Drafted(service: "expose: ['9000-9001', 53/udp]").body()
                == #"{"ExposedPorts":{"53/udp":{},"9000/tcp":{},"9001/tcp":{}}}"#)
    }

    @Test(arguments: [
        ("volumes: ['./data:/data']", #""Binds":["/srv/shop/data:/data:rw"]"#),
        ("volumes: ['./c.conf:/c.conf:ro']", #""Binds":["/rel/1/c.conf:/c.conf:ro"]"#),
        ("volumes: ['./other.conf:/c.conf:ro']", #""Binds":["/srv/shop/other.conf:/c.conf:ro"]"#),
        ("volumes: ['/var/log:/log:ro,Z']", #""Binds":["/var/log:/log:ro,Z"]"#),
        ("volumes: [files:/data]", #""Binds":["shop_files:/data:rw"]"#),
        ("volumes: [/data]", #""Mounts":[{"Target":"/data","Type":"volume"}]"#),
        (
            "volumes: [{type: bind, source: ./d, target: /d, bind: {create_host_path: false}}]",
            #""Mounts":[{"Source":"/srv/shop/d","Target":"/d","Type":"bind"}]"#
        ),
        (
            "volumes: [{type: volume, source: f, target: /d, volume: {nocopy: true}}]",
            #""Mounts":[{"Source":"shop_f","Target":"/d","Type":"volume","VolumeOptions":{"NoCopy":true}}]"#
        ),
        (
            "volumes: [{type: tmpfs, target: /t, tmpfs: {size: 1m}}]",
            #""Mounts":[{"Target":"/t","TmpfsOptions":{"SizeBytes":1048576},"Type":"tmpfs"}]"#
        ),
    ])
    func mountsComeFromWhereTheirFilesLie(_ lines: String, _ expected: String) throws {
        var drafted = try Drafted(service: lines, besides: "volumes: {files: , f: }\n")
        drafted.tracked = ["./c.conf", "c.conf"]
        #expect(try drafted.body() == "{\"HostConfig\":{\(expected)}}")
    }

    @Test func aProfileIsSentAsItsText() throws {
        let drafted = try Drafted(
            service: "security_opt: ['seccomp:/etc/p.json']", files: ["/etc/p.json": #"{"a":1}"#])
        #expect(try drafted.body() == #"{"HostConfig":{"SecurityOpt":["seccomp={\"a\":1}"]}}"#)
    }

    @Test func secretsAreMountedOrPutIn() throws {
        let rest = """
            secrets: {key: {file: ./key}, word: {environment: WORD}}
            configs: {conf: {content: hello}, site: {file: ./site.conf}}

            """
        let lines = """
            secrets: [key, word, {source: key, target: /k, uid: '5', mode: 0400}]
            configs: [conf, {source: site, target: /etc/site.conf}]
            """
        let specification = try Drafted(service: lines, files: ["key": "K"], besides: rest).specification()
        #expect(
            specification.body["HostConfig"]?["Binds"] == [
                "/srv/shop/key:/run/secrets/key:ro", "/srv/shop/site.conf:/etc/site.conf:ro",
            ])
        #expect(specification.files.map(\.path) == ["/run/secrets/word", "/k", "/conf"])
        #expect(specification.files.map(\.mode) == [0o444, 0o400, 0o444])
        #expect(specification.files.map(\.owner) == [0, 5, 0])
        #expect(specification.files.map { $0.content.reveal() } == ["w", "K", "hello"])
    }

    @Test func aSpecificationIsReadBackAsItWasWritten() throws {
        let lines = """
            platform: linux/amd64
            environment: {PASSWORD: "hu\\"sh"}
            configs: [{source: conf, mode: 0400}]
            networks: [a, b]
            volumes: [/data]
            restart: on-failure:2
            """
        let rest = "networks: {a: , b: }\nconfigs: {conf: {content: hello}}\n"
        let specification = try Drafted(service: lines, besides: rest).specification()
        let back = try #require(ContainerSpecification(specification.record))
        #expect(back.record == specification.record && back.restart == specification.restart)
        #expect(back.inherited == ["/data"] && back.platform == "linux/amd64")
        #expect(back.networks == specification.networks && back.files == specification.files)
        #expect(back.body.bytes() == specification.body.bytes())
        #expect(!"\(specification.record)".contains("sh\\"))
    }
}
