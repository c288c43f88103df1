import Basis
import Playbooks
import Testing
import Updates

/// Text with names in it.
@Suite struct TemplateTests {
    @Test func namesDefaultsAndLiteralsAreToldApart() throws {
        let (template, problems) = TemplateParser.template(
            .plain("a ${run.version} b ${before.revision ?? 'base'} $${NOT} $5 ${x ?? y.z}"))
        #expect(problems.isEmpty)
        #expect(template.names.map(\.value.description) == ["run.version", "before.revision", "x", "y.z"])
        #expect(template.literal == nil)
        #expect(template.names.first?.span.start.column == 5)
        guard case .text(let middle) = template.parts[4] else {
            Issue.record("\(template.parts)")
            return
        }
        #expect(middle == " ${NOT} $5 ")
    }

    @Test func plainTextIsLiteral() {
        let (template, problems) = TemplateParser.template(.plain("echo $HOME } { $"))
        #expect(problems.isEmpty)
        #expect(template.literal == "echo $HOME } { $")
    }

    @Test(arguments: [
        ("${", "expression.unclosed"), ("${a", "expression.unclosed"), ("${}", "expression.syntax"),
        ("${a b}", "expression.syntax"), ("${'x'}", "expression.syntax"), ("${a ?? }", "expression.syntax"),
        ("${a ?? 'x' == 'y'}", "expression.syntax"), ("${A:-default}", "expression.syntax"),
    ])
    func malformedNamesAreRefused(text: String, code: String) {
        #expect(TemplateParser.template(.plain(text)).problems.map(\.code) == [code])
    }

    @Test func allFaultsOfATextAreToldAtOnce() {
        let (_, problems) = TemplateParser.template(.plain("${a b} and ${} and ${fine}"))
        #expect(problems.count == 2)
    }
}
