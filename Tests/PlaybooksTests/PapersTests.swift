import Basis
import Playbooks
import Testing

/// Whatever YAML the papers print is read by the real parser.
@Suite struct PapersTests {
    @Test(arguments: ["README.md"])
    func everyExampleIsRead(paper: String) throws {
        let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
        let text = try TextOnDisk.read("\(root)/\(paper)")
        let pieces = text.split(separator: "```yaml\n", omittingEmptySubsequences: false).dropFirst()
        let blocks = pieces.compactMap { $0.split(separator: "```").first.map(String.init) }
        #expect(!blocks.isEmpty)
        for block in blocks {
            let bytes = Array(block.utf8)
            switch FileKind(bytes, named: paper) {
            case .manifest: #expect(ManifestFile.read(bytes, named: paper).problems == [])
            case .playbook: #expect(PlaybookFile.read(bytes, named: paper).problems == [])
            case .compose, .kubernetes, .unknown: Issue.record("what is this? \(block.prefix(80))")
            }
        }
    }
}
