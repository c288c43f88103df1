import Basis
import Git
import Glibc

/// Our side: `bench-git fetch UPSTREAM CLONE`, `bench-git list CLONE`, `bench-git checkout CLONE DIRECTORY`.
@main
struct Measure {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let deadline = Deadline.after(.seconds(600))
        switch (arguments.first, arguments.count) {
        case ("fetch", 3):
            let upstream = Upstream(try RemoteAddress(arguments[1]))
            _ = try await Clone(at: arguments[2]).fetch(from: upstream, until: deadline)
        case ("list", 2):
            let releases = try await Clone(at: arguments[1]).releases(
                matching: TagPattern("v*"), until: deadline)
            print(releases.count)
        case ("checkout", 3):
            let clone = Clone(at: arguments[1])
            let head = try await clone.branch(nil, until: deadline)
            _ = try await clone.checkOut(head, to: arguments[2], until: deadline)
        default: exit(2)
        }
    }
}
