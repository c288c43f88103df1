import Basis
import FoundationEssentials
import Testing

private enum RungCode: String, CaseIterable, DiagnosticCode {
    case loose = "rung.loose"

    var summary: String { "A rung moves under weight" }
    var remedy: String { "Drive the bolt in" }
}

private let span = Span(file: "a.yml", start: Position(line: 1, column: 2), end: Position(line: 1, column: 4))

@Test func aDiagnosticCarriesItsCodesRemedyUnlessItHasItsOwn() {
    let plain = Diagnostic(RungCode.loose, "The third rung moves", at: .commandLine)
    #expect(plain.code == "rung.loose" && plain.severity == .error && plain.why == nil)
    #expect(plain.remedy == "Drive the bolt in" && plain.diagnostic == plain)
    #expect(
        Diagnostic(RungCode.loose, "x", at: .commandLine, remedy: "Step over it").remedy == "Step over it")
    #expect(Diagnostic(RungCode.loose, "x", at: .commandLine, remedy: "").remedy == "Drive the bolt in")
}

@Test(arguments: [Place.commandLine, .thing("ladder"), .text(span, line: "a: b"), .text(span, line: nil)])
func aDiagnosticIsReadBackAsItWasWritten(_ place: Place) throws {
    for severity in Diagnostic.Severity.allCases {
        for why in [nil, "", "it creaks:\n\"creak\" \u{E9}\u{1F9D7}"] {
            let diagnostic = Diagnostic(RungCode.loose, "what", at: place, why: why, severity: severity)
            let json = try JSONEncoder().encode(diagnostic)
            #expect(try JSONDecoder().decode(Diagnostic.self, from: json) == diagnostic)
        }
    }
}

@Test func severitiesAreOrderedByWeight() {
    #expect(Diagnostic.Severity.allCases.sorted() == [.note, .warning, .error])
    #expect([Diagnostic.Severity.warning, .error, .note].max() == .error)
}

@Test(arguments: [
    ("sevrice", "service"), ("servce", "service"), ("Service", "service"), ("serivces", "service"),
    ("imgae", "image"),
    ("img", "image"), ("contianers", "containers"), ("\u{E9}tape", "\u{E9}tapes"), ("on", "no"),
])
func theWordThatWasMeantIsNamed(_ typed: String, _ meant: String) {
    let words = ["service", "image", "containers", "\u{E9}tapes", "no"]
    let found = words.nearest(to: typed)
    #expect(found == meant || (typed == "img" && found == nil))
}

@Test(arguments: ["", "x", "zebra", "serv", "volume", String(repeating: "service", count: 10)])
func aWordThatIsFarFromAllIsNotGuessedAt(_ typed: String) {
    #expect(["service", "image", "", "y", String(repeating: "q", count: 65)].nearest(to: typed) == nil)
    #expect([String]().nearest(to: typed) == nil)
}

@Test func theNearestWinsAndAmongEqualsTheFirst() {
    #expect(["tests", "text", "test"].nearest(to: "test") == "test")
    #expect(["beat", "boat"].nearest(to: "bat") == "beat")
}
