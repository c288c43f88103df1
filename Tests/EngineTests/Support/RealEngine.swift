import Basis
import FoundationEssentials
import Glibc
import HTTP
import Subprocesses
import Testing

/// The engine that the tests speak to: that of DOCKER_HOST, or the private one, started if it does not run.
struct RealEngine: Sendable {
    let http: HTTPClient
    /// For an independent look with the engine's own command line.
    let host: String

    /// No single call of these tests takes longer, on a machine that has other work.
    static let patience = Duration.seconds(60)
    /// Scripts and the engine's own command line need what whoever runs the tests has.
    static let variables = ProcessInfo.processInfo.environment
    private static let found = Task { try await find() }

    /// The engine, with the images of the tests; throws where there is none, and the tests fail then.
    static func shared() async throws -> RealEngine { try await found.value }

    private static func find() async throws -> RealEngine {
        let given = variables["DOCKER_HOST"] ?? ""
        if given.isEmpty { _ = try await script("engine", "start") }
        let socket = try await script("engine", "socket")
        _ = try await script("images")
        return RealEngine(
            http: HTTPClient(HTTPSettings(.unix(path: socket))),
            host: given.isEmpty ? "unix://\(socket)" : given)
    }

    /// The folder of the scripts beside these tests.
    static let scripts = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Engine")

    /// Runs one of the scripts beside these tests and returns what it printed.
    static func script(_ name: String, _ arguments: String...) async throws -> String {
        try await run(scripts.appending(path: name).path, arguments)
    }

    /// Runs a program with our environment and returns what it printed, without the line end.
    static func run(_ path: String, _ arguments: [String]) async throws -> String {
        let program: Program = path.contains("/") ? .at(path: path) : .named(path, in: Program.systemFolders)
        let outcome = try await Launcher().run(
            Invocation(program, arguments, environment: variables.mapValues { .plain($0) }),
            by: .after(.seconds(180)))
        guard outcome.exit.isSuccess else {
            throw Complaint("\(path) \(arguments.joined(separator: " ")): \(outcome.errors.text)")
        }
        let text = outcome.output.text
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    /// Asks, and returns what was answered with a status of success.
    @discardableResult
    func call(_ method: HTTPMethod, _ target: String, _ json: JSON? = nil, headers: HTTPHeaders = .init())
        async throws -> [UInt8]
    {
        try await open(method, target, json, headers: headers).collect(atMost: .mebibytes(32))
    }

    /// Asks, and returns the answer while its body is still to come.
    func open(_ method: HTTPMethod, _ target: String, _ json: JSON? = nil, headers: HTTPHeaders = .init())
        async throws -> HTTPResponse
    {
        var request = HTTPRequest(method, target, headers: headers)
        if let json {
            request.headers.add("Content-Type", "application/json")
            request.body = .bytes(try json.bytes())
        }
        return try await http.send(request, deadline: .after(RealEngine.patience)).expecting()
    }

    /// Asks for one JSON value.
    func json(_ method: HTTPMethod, _ target: String, _ json: JSON? = nil) async throws -> JSON {
        try JSON.read(try await call(method, target, json))
    }

    /// The JSON values that an answer consists of, one a line.
    func lines(of response: HTTPResponse) async throws -> [JSON] {
        let bytes = try await response.collect(atMost: .mebibytes(32))
        return try bytes.split(separator: UInt8(ascii: "\n")).filter { !$0.allSatisfy { $0 <= 0x20 } }
            .map { try JSON.read(Array($0)) }
    }
}

/// Something a test could not go on without.
struct Complaint: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
