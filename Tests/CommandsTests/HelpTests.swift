import Playbooks
import Testing

/// `belay help` beyond commands and codes.
struct HelpTests {
    @Test(arguments: ["manifest", "playbook"])
    func aSchemaIsPrintedAsItIsPutIntoAFile(_ kind: String) throws {
        let outcome = try BelayProgram.bash(
            "set -o pipefail; belay help --schema \(kind) | python3 -m json.tool --indent 1")
        #expect(outcome.exit == 0 && outcome.errors.isEmpty)
        #expect(outcome.output.contains("\"title\": \"Belay: \(kind)\""))
        let unknown = try BelayProgram.run("help", "--schema", "compose")
        #expect(unknown.exit == 2 && unknown.errors.contains("Use one of: manifest, playbook."))
    }

    @Test func everyKindOfStepHasItsPage() throws {
        let list = try BelayProgram.run("help", "step").output
        for kind in Manual.kinds.map(\.name) {
            #expect(list.contains("\n  \(kind) "), "\(kind)")
            let page = try BelayProgram.run("help", "step", kind)
            #expect(page.exit == 0 && page.errors.isEmpty)
            #expect(page.output.hasPrefix("\(kind): ") && page.output.contains("- \(kind):"), "\(kind)")
        }
        let roll = try BelayProgram.run("help", "step", "roll").output
        #expect(roll.contains("In short: a list, each item a service.\n"))
        #expect(roll.contains("Keys of roll:\n") && roll.contains("Keys of a canary step:\n"))
        #expect(roll.contains("How they go from one side to the other. One of rolling,"))
    }

    @Test func everyTopicHasItsPageAndNoLineIsTooWide() throws {
        for topic in Manual.pages.map(\.topic) {
            let page = try BelayProgram.run(words: ["help"] + topic)
            #expect(page.exit == 0 && page.errors.isEmpty, "\(topic)")
            #expect(page.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(topic)")
        }
        let json = try BelayProgram.run("help", "gates", "--json").output
        #expect(json.hasPrefix(#"{"event":"page","topic":"gates","text":"Gates: "#))
    }

    @Test(arguments: [
        (["help", "step", "rol"], "Did you mean `belay help step roll`?"),
        (["help", "step", "backups"], "Did you mean `belay help step backup`?"),
        (["help", "step", "xyzzy"], "The kinds are: backup, restore,"),
        (["help", "version", "roll"], "Did you mean `belay help step roll`?"),
        (["help", "gates", "nonsense"], "Did you mean `belay help gates`?"),
        (["help", "gate"], "Did you mean `belay help gates`?"),
        (["help", "manifets"], "Did you mean `belay help manifest`?"),
    ])
    func whatIsMisspeltIsAskedBack(_ words: [String], _ remedy: String) throws {
        let outcome = try BelayProgram.run(words: words)
        #expect(outcome.exit == 2 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("usage.unknown-topic") && outcome.errors.contains(remedy))
    }
}
