import Basis
import Subprocesses
import Testing

@testable import Steps

/// A secret reaches a script as a variable, wherever in its quotes it stands.
struct ScriptTextTests {
    private static let secret = "a'b\"c $(touch x) `id` \\ *"

    @Test(arguments: [
        ("printf %s ", "", secret), ("printf '%s' '<", ">'", "<\(secret)>"),
        ("printf %s \"<", ">\"", "<\(secret)>"), ("printf %s \"$(printf %s '", "')\"", secret),
        ("printf %s \"$(printf %s ", ")\"", secret), ("printf %s \\' ; printf %s ", "", "'\(secret)"),
        ("printf %s it\\'s; printf %s '", "' | cat", "it's\(secret)"),
        ("x=", "; printf %s \"$x\"", secret), ("(printf %s '", "')", secret),
    ])
    func theShellSeesExactlyTheSecret(before: String, after: String, printed: String) async throws {
        var script = ScriptText()
        script.append(.plain(before))
        script.append(.secret(Secret(ScriptTextTests.secret)))
        script.append(.plain(after))
        #expect(!script.text.contains("touch"))
        let outcome = try await Launcher().run(
            Invocation(
                .shell(script: script.text),
                environment: script.secrets.mapValues { .secret($0) }.merging(["PATH": "/usr/bin:/bin"]) {
                    $1
                }),
            by: .after(.seconds(20)))
        #expect(outcome.output.text == printed, "\(script.text)")
    }
}
