import Testing

@Test(arguments: Rule.all.flatMap { rule in rule.planted.indices.map { PlantedCase(rule: rule, index: $0) } })
func aRuleFindsWhatIsPlantedAndNothingElse(_ planted: PlantedCase) {
    let found = planted.rule.check(planted.value.tree).map(\.place)
    #expect(found.sorted() == planted.value.expected.sorted())
}

@Test(arguments: Rule.all.map(\.name)) func everyRuleHasPlantedViolationsAndNearMisses(_ name: String) throws
{
    let rule = try #require(Rule.all.first { $0.name == name })
    #expect(rule.planted.contains { !$0.expected.isEmpty })
    #expect(rule.planted.contains { $0.expected.isEmpty })
    #expect(!rule.forbids.isEmpty && !rule.instead.isEmpty)
}

@Test func everyRuleIsListedOnce() throws {
    let files = try Checkout.read().filter { $0.path.hasPrefix("Tests/TidyTests/Rules/") }
    #expect(files.count == Rule.all.count)
    #expect(Set(Rule.all.map(\.name)).count == Rule.all.count)
}

/// One planted tree, named by its rule for the report.
struct PlantedCase: Sendable, CustomTestStringConvertible {
    let rule: Rule
    let index: Int

    var value: Planted { rule.planted[index] }
    var testDescription: String { "\(rule.name) #\(index)" }
}
