import Basis
import Glibc
import Testing

@testable import Commands

/// Every code of every module is known to `belay help`, and says what to do.
struct DiagnosticCodesTests {
    @Test func everyCodeIsUniqueAndWellFormed() {
        var seen: Set<String> = []
        for code in DiagnosticCodes.all {
            let name = code.rawValue
            #expect(seen.insert(name).inserted, "\(name) is there twice")
            #expect(name.wholeMatch(of: /[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(name)")
        }
        #expect(!seen.isEmpty)
    }

    @Test func everyCodeSaysWhatItMeansAndWhatToDo() {
        for code in DiagnosticCodes.all {
            #expect(isSentence(code.summary), "\(code.rawValue): summary")
            #expect(isSentence(code.remedy), "\(code.rawValue): remedy")
        }
        #expect(!isSentence("") && !isSentence("."))
    }

    @Test func noModuleHasCodesOfAnotherOnesFamily() {
        for family in DiagnosticCodes.families {
            let words = Set(names(of: family).map { $0.prefix { $0 != "." } })
            #expect(words.count == 1, "\(family): \(words)")
        }
    }

    @Test func helpKnowsEveryCodeAndExplainsIt() throws {
        for code in DiagnosticCodes.all {
            let outcome = try BelayProgram.run("help", code.rawValue, "--json")
            #expect(
                outcome.exit == 0
                    && outcome.output.hasPrefix("{\"event\":\"code\",\"code\":\"\(code.rawValue)\""))
        }
        let unknown = try BelayProgram.run("help", "usage.unknown-optoin")
        #expect(
            unknown.exit == 2 && unknown.errors.contains("Did you mean `belay help usage.unknown-option`?"))
    }

    @Test func noFamilyIsMissingFromTheList() throws {
        let sources = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/Sources"
        let listing = try BelayProgram.run([
            "/bin/grep", "-rhE", "DiagnosticCode", sources, "--include=*.swift",
        ])
        let declared = families(in: listing.output)
        let listed = Set(DiagnosticCodes.families.map { "\($0)" })
        #expect(declared.subtracting(listed).isEmpty, "add them to DiagnosticCodes.families")
        #expect(listed == declared)
        // The planted violation: a family that nobody lists is found.
        let planted = families(
            in: listing.output + "\npackage enum LostCode: String, CaseIterable, DiagnosticCode {\n")
        #expect(planted.subtracting(listed) == ["LostCode"])
    }

    private func families(in text: String) -> Set<String> {
        let declaration = /(?:enum|struct|extension)\s+(\w+)\s*:[^{]*\bDiagnosticCode\b/
        return Set(text.matches(of: declaration).map { String($0.output.1) })
    }

    private func names<Family: DiagnosticCode>(of family: Family.Type) -> [String] {
        family.allCases.map(\.rawValue)
    }

    private func isSentence(_ text: String) -> Bool {
        text.hasSuffix(".") && text.count > 10
    }
}
