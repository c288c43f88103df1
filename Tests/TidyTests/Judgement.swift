/// What all rules found in a tree, exceptions taken out.
struct Judgement {
    /// Findings that nothing excuses, each with its rule's name.
    let findings: [(rule: Rule, finding: Finding)]
    /// Exceptions that fit what was found no longer.
    let staleExceptions: [String]

    init(_ tree: Tree, rules: [Rule], exceptions: [Exceptions]) async {
        let all = await withTaskGroup(of: (Int, [Finding]).self) { group in
            for (index, rule) in rules.enumerated() { group.addTask { (index, rule.check(tree)) } }
            return await group.reduce(into: [Int: [Finding]]()) { $0[$1.0] = $1.1 }
        }
        var (left, stale): ([(rule: Rule, finding: Finding)], [String]) = ([], [])
        for (index, rule) in rules.enumerated() {
            let byPath = Dictionary(grouping: all[index] ?? [], by: \.path)
            let excused = exceptions.filter { $0.rule == rule.name }
            for exception in excused where byPath[exception.path]?.count != exception.count {
                let found = byPath[exception.path]?.count ?? 0
                stale.append("\(rule.name) in \(exception.path): \(found) found, \(exception.count) excepted")
            }
            for (path, found) in byPath {
                let allowance = excused.first { $0.path == path }?.count ?? 0
                if found.count > allowance { left += found.map { (rule, $0) } }
            }
        }
        let unknown = exceptions.filter { exception in !rules.contains { $0.name == exception.rule } }
        staleExceptions = stale + unknown.map { "there is no rule \($0.rule)" }
        findings = left.sorted { ($0.finding.path, $0.finding.line) < ($1.finding.path, $1.finding.line) }
    }

    /// All findings, a line each, then what to do instead, a line for each rule that was broken.
    var report: String {
        let lines = findings.map { "\($0.finding.place): \($0.rule.name): \($0.finding.what)" }
        let broken = Set(findings.map(\.rule.name))
        let advice = Rule.all.filter { broken.contains($0.name) }
            .map { "\($0.name) forbids \($0.forbids). Instead: \($0.instead)." }
        return "\(findings.count) places break the style.\n"
            + (lines + [""] + advice).joined(separator: "\n")
    }
}
