import Archives
import Basis
import Testing

/// The language of `.dockerignore`, row by row.
struct IgnoreMatcherTests {
    struct Row: CustomTestStringConvertible {
        let patterns: [String]
        let path: String
        let isExcluded: Bool

        init(_ pattern: String, _ path: String, _ isExcluded: Bool) { self.init([pattern], path, isExcluded) }

        init(_ patterns: [String], _ path: String, _ isExcluded: Bool) {
            (self.patterns, self.path, self.isExcluded) = (patterns, path, isExcluded)
        }

        var testDescription: String { "\(patterns) on \(path)" }
    }

    static let doubleStars = [
        Row("**", "a", true), Row("**", "a/b", true), Row("**/", "a", true), Row("**/", "a/b", true),
        Row("**/**", "a/b", true), Row("src/**", "src/a", true), Row("src/**", "src/a/b", true),
        Row("src/**", "src", false), Row("**/src", "src", true), Row("**/src", "a/b/src", true),
        Row("**/src", "src/a", true), Row("**/src/*", "a/src/b", true), Row("**/src/**", "a/src/b/c", true),
        Row("**txt", "a/b.txt", true), Row("**txt", "txt", true), Row("**/b.txt", "a/b.txt", true),
        Row("**/b*.txt", "a/c/bcd.txt", true), Row("**/b*txt*", "a/c/bcd.txt.old", true),
        Row("**/**/*.txt", "a/b/c.txt", true), Row("**/**/*.txt", "c.txt", true),
        Row("**/**/*.txt", "a/c.md", false),
        Row("a**/*.txt", "a/b.txt", true), Row("a**/*.txt", "a/b/c/d.txt", true),
        Row("a/*.md**", "a/b.md", true),
        Row("**/.env", ".env", true), Row("**/.env", "a/.env", true), Row("**/.env", "x.env", false),
        Row("**/a/b", "a/b", true), Row("**/a/b", "x/y/a/b", true), Row("**/a/b", "xa/b", false),
    ]

    static let singleParts = [
        Row("*", "a", true), Row("*", "a/b", true), Row("*.go", "a.go", true), Row("*.go", "a/b.go", false),
        Row("a/*.go", "a/b.go", true), Row("a/*.go", "a/b/c.go", false), Row("a*", "ab/c", true),
        Row("a*/b", "a/c/b", false), Row("a*b*c*/d", "axbyc/d", true), Row("a*b*c*/d", "axbyc/e/d", false),
        Row("a*b?c*x", "abxbbxdbxebxczzx", true), Row("a*b?c*x", "abxbbxdbxebxczzy", false),
        Row("*x", "xxx", true),
        Row("a?b", "axb", true), Row("a?b", "ab", false), Row("a?b", "a/b", false), Row("a?b", "a☺b", true),
        Row("a???b", "a☺b", false), Row("a.b", "axb", false), Row("a.b", "a.b", true), Row(".*", ".a", true),
        Row(".*", "a", false), Row("a[b-d]e", "ace", true), Row("a[b-d]e", "afe", false),
        Row("a[^b-d]e", "afe", true),
        Row("a[^b-d]e", "ace", false), Row("a[^a]b", "a☺b", true), Row("[a-ζ]*", "α", true),
        Row("*[a-ζ]", "A", false),
        Row("[\\]a]", "]", true), Row("[\\-]", "-", true), Row("[x\\-]", "z", false),
        Row("[\\-x]", "x", true),
        Row("a\\*b", "a*b", true), Row("a\\*b", "ab", false), Row("a\\\\", "a\\", true),
        Row("a(b)c", "a(b)c", true),
        Row("a.|)$(}+{bc", "a.|)$(}+{bc", true),
        Row("a+b/*.whl", "a+b/c.whl", true),
        Row("a+b/*.whl", "aab/c.whl", false),
    ]

    static let several = [
        Row(["**", "!a/b"], "a/b/c", false), Row(["**", "!a/b", "a/b/c"], "a/b/c", true),
        Row(["!a", "a"], "a", true), Row(["a", "!a"], "a", false),
        Row(["docs", "!docs/README.md"], "docs/README.md", false),
        Row(["docs/", "!docs/README.md"], "docs/README.md", false),
        Row(["docs/*", "!docs/R*"], "docs/README.md", false),
        Row(["docs/*", "!docs/R*"], "docs/a", true), Row(["*", "!**/keep"], "a/b/keep", false),
        Row(["*", "!keep"], "keep/a/b", false), Row(["a", "!a/b", "a/b/c"], "a/b/d", false),
        Row([], "a", false),
    ]

    static let quirks = [
        // Leading and trailing slashes, dots and white space say nothing.
        Row("/a", "a", true), Row("//a//b/", "a/b", true), Row("./a/../b/.", "b", true),
        Row("  a \t", "a", true),
        Row("\u{A0}a\u{2003}", "a", true), Row("! a", "a", false), Row(["a", "! /a"], "a", false),
        Row("../a", "a", false), Row(".", "a", false), Row("/", "a", false), Row("#a", "#a", false),
        Row(" #a", "#a", true), Row("\\#a", "#a", true), Row("\\!a", "!a", true), Row("/!a", "a", false),
        Row(["a", "/!a"], "a", false), Row("!!a", "!a", false), Row("a\r", "a", true),
        // What Docker hands through to its regular expressions.
        Row("a^b", "a^b", true), Row("a^b*", "a^b", false), Row("a\\d", "a7", true), Row("a\\d", "ad", false),
        Row("[[:alpha:]]x", "bx", true), Row("[[:alpha:]]x", "7x", false), Row("x[?]", "x?", false),
        Row("x[*]", "xaaa]", false), Row("x[*]", "x]", true), Row("[a]]", "a]", true),
    ]

    private func verdict(_ row: Row) throws -> Bool {
        let matcher = IgnoreMatcher(try IgnoreFile(lines: row.patterns))
        return matcher.verdict(on: ArchiveName(row.path)).isExcluded
    }

    @Test(arguments: doubleStars + singleParts + several + quirks)
    func fitsAsDockerSays(row: Row) throws {
        #expect(try verdict(row) == row.isExcluded)
    }

    @Test(arguments: doubleStars + singleParts + several)
    func fitsTheSameWayWhenWalkedFromTheTop(row: Row) throws {
        let matcher = IgnoreMatcher(try IgnoreFile(lines: row.patterns))
        var verdict = IgnoreMatcher.Verdict()
        var path: [Substring] = []
        for part in row.path.split(separator: "/") {
            path.append(part)
            verdict = matcher.verdict(on: ArchiveName(path.joined(separator: "/")), below: verdict)
        }
        #expect(verdict.isExcluded == row.isExcluded)
    }

    @Test(arguments: [
        "!", "! ", "!/", "[", "[^", "[^bc", "a[", "[]a]", "[-]", "[x-]", "[-x]", "[a-b-c]", "\\", "a\\",
        "[z-a]",
        "[Local-Only]/", "[[:nope:]]", "a\\1", "\\é", "a\\p", String(repeating: "a", count: 70_000),
    ])
    func whatDockerRefusesIsRefusedWithItsLine(pattern: String) throws {
        do {
            _ = try IgnoreFile(Array("# first\n\nfine\n\(pattern)\nfine".utf8), name: "app/.dockerignore")
            Issue.record("accepted")
        } catch {
            guard case .badIgnorePattern(_, let span, let why) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(span.start.line == 4 && span.file == "app/.dockerignore" && !why.isEmpty)
        }
    }

    @Test
    func aByteOrderMarkIsNoPartOfTheFirstPattern() throws {
        let matcher = IgnoreMatcher(try IgnoreFile([0xEF, 0xBB, 0xBF] + Array("a\n".utf8)))
        #expect(matcher.verdict(on: ArchiveName("a")).isExcluded)
    }

    @Test
    func onlyDirectoriesThatAnExceptionCouldReachAreEntered() throws {
        let matcher = IgnoreMatcher(try IgnoreFile(lines: ["*", "!a/b/c", "!x/*/y", "!lib/**"]))
        for name in ["a", "a/b", "x", "x/q", "lib", "lib/z"] {
            #expect(matcher.mayKeepSomething(below: ArchiveName(name)), "\(name)")
        }
        for name in ["b", "a/c", "a/b/c", "a/bb", "node_modules"] {
            #expect(!matcher.mayKeepSomething(below: ArchiveName(name)), "\(name)")
        }
        let anywhere = IgnoreMatcher(try IgnoreFile(lines: ["*", "!**/keep"]))
        #expect(anywhere.mayKeepSomething(below: ArchiveName("b/c")))
        #expect(!IgnoreMatcher(.empty).mayKeepSomething(below: ArchiveName("b")))
    }

    @Test
    func manyStarsDoNotTakeForever() throws {
        let pattern = String(repeating: "*a", count: 40) + "b"
        let matcher = IgnoreMatcher(try IgnoreFile(lines: [pattern]))
        let began = ContinuousClock.now
        #expect(!matcher.verdict(on: ArchiveName(String(repeating: "a", count: 250))).isExcluded)
        #expect(ContinuousClock.now - began < .seconds(5))
    }

    @Test(arguments: [UInt64(1), 2, 3, 4])
    func noPatternAndNoPathTrap(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let letters = Array("ab/*?[]^\\!.-:#(){}+| \u{7F}é".utf8) + [0xFF, 0xC3, 0x0A]
        for _ in 0..<1500 {
            func text(_ most: Int) -> [UInt8] {
                (0..<Int.random(in: 0...most, using: &random)).map { _ in
                    letters.randomElement(using: &random) ?? 0
                }
            }
            guard let file = try? IgnoreFile(text(14)) else { continue }
            let matcher = IgnoreMatcher(file)
            for _ in 0..<4 {
                let path = ArchiveName(bytes: text(10))
                let verdict = matcher.verdict(on: path)
                #expect(verdict == matcher.verdict(on: path), "seed \(seed)")
                _ = matcher.mayKeepSomething(below: path)
            }
        }
    }
}
