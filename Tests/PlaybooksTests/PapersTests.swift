import Basis
import Glibc
import Playbooks
import Testing

/// Whatever YAML the papers print is read by the real parser.
@Suite struct PapersTests {
    static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

    /// Every paper of the repository.
    static let papers: [String] =
        ["README.md"]
        + ["Docs", "Docs/Decisions"].flatMap { folder in
            names(in: "\(root)/\(folder)").filter { $0.hasSuffix(".md") }.map { "\(folder)/\($0)" }
        }

    @Test func everyPaperIsThere() {
        #expect(PapersTests.papers.count > 40)
        #expect(PapersTests.papers.contains("Docs/Architecture.md"))
    }

    @Test(arguments: papers)
    func everyExampleIsRead(paper: String) throws {
        let text = try TextOnDisk.read("\(PapersTests.root)/\(paper)")
        let pieces = text.split(separator: "```yaml\n", omittingEmptySubsequences: false).dropFirst()
        let blocks = pieces.compactMap { $0.split(separator: "```").first.map(String.init) }
        #expect(!blocks.isEmpty || paper != "README.md")
        for block in blocks {
            let bytes = Array(block.utf8)
            switch FileKind(bytes, named: paper) {
            case .manifest: #expect(ManifestFile.read(bytes, named: paper).problems == [])
            case .playbook: #expect(PlaybookFile.read(bytes, named: paper).problems == [])
            case .compose, .kubernetes, .unknown: Issue.record("what is this? \(block.prefix(80))")
            }
        }
    }

    private static func names(in folder: String) -> [String] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            names.append(name)
        }
        return names.sorted()
    }
}
