import Basis
import Glibc
import HTTP

/// Measures our side against the server on a unix socket.
///
/// `bench-http requests SOCKET COUNT` prints requests a second with 64 in flight, `bench-http cancel SOCKET
/// ROUNDS` the median milliseconds from a task's cancellation to its end, its connection closed by then.
@main
struct Measure {
    private static let inFlight = 64

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let count = Int(arguments[3]) else { exit(2) }
        let client = HTTPClient(HTTPSettings(.unix(path: arguments[2])))
        let figure: Double
        switch arguments[1] {
        case "requests": figure = try await requests(client, count)
        case "cancel": figure = try await cancellations(client, count)
        default: exit(2)
        }
        puts("\(figure)")
    }

    private static func requests(_ client: HTTPClient, _ count: Int) async throws -> Double {
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<inFlight {
                group.addTask {
                    for _ in 0..<count / inFlight {
                        let response = try await client.send(
                            HTTPRequest(.get, "/"), deadline: .after(.seconds(60)))
                        let body = try await response.collect(atMost: .kibibytes(1))
                        guard response.status == 200, body.count == 13 else { exit(1) }
                    }
                }
            }
            try await group.waitForAll()
        }
        return Double(count / inFlight * inFlight) / (start.duration(to: .now) / .seconds(1))
    }

    private static func cancellations(_ client: HTTPClient, _ rounds: Int) async throws -> Double {
        var times: [Double] = []
        for _ in 0..<rounds {
            let task = Task {
                try await client.send(HTTPRequest(.get, "/never"), deadline: .after(.seconds(60)))
            }
            // Time enough to be waiting for an answer.
            try await Task.sleep(for: .milliseconds(5))
            let start = ContinuousClock.now
            task.cancel()
            guard case .failure(let failure) = await task.result,
                (failure as? HTTPFailure)?.code == .cancelled
            else { exit(1) }
            times.append(start.duration(to: .now) / .milliseconds(1))
        }
        return times.sorted()[rounds / 2]
    }
}
