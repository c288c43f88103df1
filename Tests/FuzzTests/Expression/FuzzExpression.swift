internal import Basis
internal import Playbooks
internal import Updates

/// Any text is read to an end as a condition and as a template; what is read is checked and comes to
/// something, or says why not, the same each time.
@_cdecl("LLVMFuzzerTestOneInput")
func testExpression(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let origin = Position(line: 1, column: 1)
    let writing = Writing(text, at: Span(file: "fuzz.yml", start: origin, end: origin), line: text, lead: 0)
    let check = ExpressionCheck(writing, in: scope)
    var problems: [Diagnostic] = []
    switch ExpressionParser.condition(writing) {
    case .failure(let problem): problems.append(problem)
    case .success(let expression):
        problems += check.condition(expression)
        let answers = (0..<2).map { _ in Result { try expression.value { values["\($0)"] } } }
        if case .success(let first) = answers[0] {
            precondition((try? answers[1].get()) == first, "two answers to one question")
        }
    }
    let (template, faults) = TemplateParser.template(writing)
    problems += faults + check.template(template)
    for problem in problems { precondition(!problem.remedy.isEmpty, "a problem without a remedy") }
    return 0
}

private let scope = NameScope(
    ["inputs.version": .release, "inputs.count": .number, "env": .text, "secrets.key": .secret],
    open: ["before"])

private let values: [String: Value] = [
    "inputs.version": .text("v1.10.0"), "inputs.count": .number(3), "inputs.wait": .duration(.seconds(90)),
    "inputs.force": .boolean(false), "env": .text("staging"), "before.revision": .text("v1.9.0"),
]
