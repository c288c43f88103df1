import Testing

@testable import Docker

/// What a service says of its process, as the engine takes it.
struct ProcessSpecificationTests {
    @Test(arguments: [
        ("command: run --fast 'a b'", #"{"Cmd":["run","--fast","a b"]}"#),
        ("command: [sh, -c, 'echo $$HOME']", #"{"Cmd":["sh","-c","echo $HOME"]}"#),
        ("entrypoint: /bin/go", #"{"Entrypoint":["/bin/go"]}"#), ("entrypoint: []", #"{"Entrypoint":[""]}"#),
        ("environment: {A: '1', B: }", #"{"Env":["A=1","B"]}"#),
        ("environment: [A=x=y, 'Q=\"z\"']", #"{"Env":["A=x=y","Q=\"z\""]}"#),
        ("user: 1000", #"{"User":"1000"}"#), ("working_dir: /srv", #"{"WorkingDir":"/srv"}"#),
        ("hostname: a\ndomainname: b.c", #"{"Domainname":"b.c","Hostname":"a"}"#),
        ("tty: true\nstdin_open: true", #"{"OpenStdin":true,"Tty":true}"#),
        ("init: true", #"{"HostConfig":{"Init":true}}"#),
        ("stop_signal: SIGQUIT\nstop_grace_period: 1m30s", #"{"StopSignal":"SIGQUIT","StopTimeout":90}"#),
        ("labels: {a: b}", #"{"Labels":{"a":"b"}}"#),
        (
            "healthcheck: {test: curl localhost, interval: 1s, timeout: 500ms, retries: 2, start_period: 3s}",
            #"{"Healthcheck":{"Interval":1000000000,"Retries":2,"StartPeriod":3000000000,"#
                + #""Test":["CMD-SHELL","curl localhost"],"Timeout":500000000}}"#
        ),
        ("healthcheck: {disable: true}", #"{"Healthcheck":{"Test":["NONE"]}}"#),
        ("healthcheck: {test: [NONE]}", #"{"Healthcheck":{"Test":["NONE"]}}"#),
        (
            "logging: {driver: json-file, options: {max-size: 1m}}",
            #"{"HostConfig":{"LogConfig":{"Config":{"max-size":"1m"},"Type":"json-file"}}}"#
        ),
    ])
    func everyKeyHasItsField(_ lines: String, _ expected: String) throws {
        #expect(try Drafted(service: lines).body() == expected)
    }

    @Test func valuesAreSentAndNeverShown() throws {
        let drafted = try Drafted(service: "environment: {PASSWORD: hush}\ncommand: [go, hush]")
        let body = try drafted.specification().body
        #expect(String(decoding: body.bytes(), as: UTF8.self).contains("PASSWORD=hush"))
        #expect(!"\(body)".contains("hush") && "\(body)".contains("PASSWORD=[redacted]"))
    }

    @Test func whatAnOlderEngineDoesNotKnowIsLeftOut() throws {
        let lines = "healthcheck: {test: a, start_interval: 1s, start_period: 2s}\nannotations: {a: b}"
        var drafted = try Drafted(service: lines)
        #expect(try !drafted.body().contains("StartInterval") && !drafted.body().contains("Annotations"))
        drafted.api = .newest
        #expect(try drafted.body().contains(#""StartInterval":1000000000"#))
        #expect(try drafted.body().contains(#""Annotations":{"a":"b"}"#))
    }

    @Test(arguments: [
        ("restart: always", EngineRestart.always), ("restart: unless-stopped", .unlessStopped),
        ("restart: 'no'", .no), ("restart: on-failure:3", .onFailure(attempts: 3)), ("tty: true", .no),
        ("restart: always\ndeploy: {restart_policy: {condition: none}}", .no),
        ("deploy: {restart_policy: {condition: any}}", .always),
        ("deploy: {restart_policy: {condition: on-failure, max_attempts: 2}}", .onFailure(attempts: 2)),
    ])
    func theRestartPolicyIsTheOneDeclared(_ lines: String, _ expected: EngineRestart) throws {
        let specification = try Drafted(service: lines).specification()
        #expect(specification.restart == expected)
        #expect(EngineRestart(text: expected.text) == expected && EngineRestart(expected.value) == expected)
        #expect(specification.body["HostConfig"]?["RestartPolicy"] == nil)
    }
}
