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
}
