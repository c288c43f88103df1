import Testing

/// Every rule that makes Belay safe has a test that is named after it: `rule 7: …`, or `rule7WhatItPromises`.
struct SafetyRulesTests {
    private static let count = 34
    /// Rules that no test is named after yet: each test that is written takes its number out.
    private static let missing: Set<Int> = [13, 16, 18, 19, 20, 33]
    /// Lower it with the list; nobody raises it.
    private static let missingAtMost = 6

    @Test func everyRuleHasATestThatIsNamedAfterIt() throws {
        let tests = try Checkout.read().filter { $0.path.hasPrefix("Tests/") && $0.path.hasSuffix(".swift") }
            .map { String(decoding: $0.bytes, as: UTF8.self) }
        let named = Set(tests.flatMap { SafetyRulesTests.rules(namedIn: $0) })
        let absent = Set(1...SafetyRulesTests.count).subtracting(named)
        let unlisted = absent.subtracting(SafetyRulesTests.missing).sorted()
        #expect(unlisted.isEmpty, "name a test after each: @Test(\"rule N: what it promises\")")
        let stale = SafetyRulesTests.missing.subtracting(absent).sorted()
        #expect(stale.isEmpty, "these have a test now: take them out of `missing`")
        #expect(SafetyRulesTests.missing.count == SafetyRulesTests.missingAtMost)
    }

    @Test func aNameIsToldFromAMention() {
        let rules = { SafetyRulesTests.rules(namedIn: $0) }
        #expect(rules("@Test(\"rule 7: a stranger's change pauses\") func f() {}") == [7])
        #expect(rules("@Test(\n    \"Rule 12: twice\", .tags(.slow))\nfunc f() {}") == [12])
        #expect(rules("@Test func rule4ItIsFoundAgain() {}\n@Test func rule31() {}") == [4])
        #expect(rules("/// Rule 4: what must happen once\nlet a = \"under rule 3: b\"\n") == [])
    }

    /// The rules after which tests in a text are named.
    private static func rules(namedIn text: String) -> [Int] {
        text.split(separator: "@Test", omittingEmptySubsequences: false).dropFirst().compactMap { test in
            let head = test.prefix(120)
            if head.first == "(" {
                let title = head.drop { $0 != "\"" }.dropFirst()
                guard title.lowercased().hasPrefix("rule ") else { return nil }
                return Int(title.dropFirst(5).prefix { $0 != ":" })
            }
            guard head.hasPrefix(" func rule") else { return nil }
            let rest = head.dropFirst(10)
            let digits = rest.prefix { $0.isNumber }
            return rest.dropFirst(digits.count).first?.isUppercase == true ? Int(digits) : nil
        }
    }
}
