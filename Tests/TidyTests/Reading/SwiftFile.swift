/// A Swift file as rules see it: tokens, comments and declarations, each found once.
struct SwiftFile: Sendable {
    let source: SourceFile
    let tokens: [Token]
    let comments: [Comment]
    /// For each bracket the index of its other half.
    let partners: [Int]
    let declarations: [Declaration]

    private let words: [String: [Int]]
    private let commentEnding: [Int: Int]

    init(_ source: SourceFile) {
        let lexer = Lexer(source.bytes)
        self.source = source
        tokens = lexer.tokens
        comments = lexer.comments
        partners = DeclarationReader.partners(lexer.tokens)
        declarations = DeclarationReader.read(lexer.tokens, partners: partners)
        var words: [String: [Int]] = [:]
        for (index, token) in lexer.tokens.enumerated() where token.kind == .word || token.text == "!" {
            words[token.text, default: []].append(index)
        }
        self.words = words
        let alone = lexer.comments.enumerated().filter(\.element.isAlone)
        commentEnding = Dictionary(alone.map { ($1.lines.upperBound, $0) }) { _, last in last }
    }

    var path: String { source.path }

    /// Every declaration, members and members of members included.
    var allDeclarations: [Declaration] { declarations.flatMap(\.all) }

    /// Where a word stands, or an exclamation mark, by token.
    func uses(of word: String) -> [Int] { words[word] ?? [] }

    /// The token so many places further on, if there is one.
    func token(_ index: Int) -> Token? { tokens.indices.contains(index) ? tokens[index] : nil }

    /// Whether nothing stands between a token and the one before it.
    func isGlued(_ index: Int) -> Bool { index > 0 && tokens[index - 1].end == tokens[index].start }

    /// The comments that stand directly above a line, nearest first.
    func comments(above line: Int) -> [Comment] {
        var found: [Comment] = []
        var next = line - 1
        while let index = commentEnding[next] {
            found.append(comments[index])
            next = comments[index].lines.lowerBound - 1
        }
        return found
    }

    /// The modules that it imports, with the words before `import`.
    var imports: [Import] {
        declarations.filter { $0.keyword == "import" }.map { declaration in
            let kinds: Set<String> = [
                "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
            ]
            let words = tokens[declaration.tokens].filter { $0.kind == .word }.map(\.text)
            let named = words.drop { $0 != "import" }.dropFirst().drop { kinds.contains($0) }.first
            return Import(
                module: named ?? "", access: declaration.modifiers, line: declaration.lines.lowerBound)
        }
    }

    /// An `import`.
    struct Import: Sendable {
        let module: String
        let access: [String]
        let line: Int
    }

    func finding(_ line: Int, _ what: String) -> Finding { source.finding(line, what) }
}
