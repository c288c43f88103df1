import Testing

@testable import YAML

struct CoreSchemaTests {
    @Test(arguments: [
        ("", YAMLScalar.null), ("~", .null), ("null", .null), ("Null", .null), ("NULL", .null),
        ("nUll", .string("nUll")), ("~~", .string("~~")), ("nil", .string("nil")),
        ("true", .bool(true)), ("True", .bool(true)), ("TRUE", .bool(true)), ("tRue", .string("tRue")),
        ("false", .bool(false)), ("False", .bool(false)), ("FALSE", .bool(false)),
        ("0", .int(0)), ("7", .int(7)), ("-7", .int(-7)), ("+7", .int(7)), ("007", .int(7)),
        ("0755", .int(755)),
        ("0o17", .int(15)), ("0o18", .string("0o18")), ("-0o17", .string("-0o17")), ("0o", .string("0o")),
        ("0xFf", .int(255)), ("0x", .string("0x")), ("0xG", .string("0xG")), ("+0x1", .string("+0x1")),
        ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
        ("9223372036854775808", .float(9223372036854775808)),
        ("-9223372036854775809", .float(-9223372036854775808)),
        ("0xFFFFFFFFFFFFFFFF", .float(0x1p64)),
        ("1.5", .float(1.5)), ("-1.5", .float(-1.5)), (".5", .float(0.5)), ("1.", .float(1)),
        ("+.5", .float(0.5)),
        ("1e3", .float(1000)), ("1E-3", .float(0.001)), ("1.5e+3", .float(1500)), (".5e1", .float(5)),
        ("1e", .string("1e")), ("1e+", .string("1e+")), (".", .string(".")), ("-", .string("-")),
        ("+", .string("+")),
        (".e1", .string(".e1")), ("1.2.3", .string("1.2.3")), ("1,5", .string("1,5")),
        ("--1", .string("--1")),
        (".inf", .float(.infinity)), ("-.inf", .float(-.infinity)), ("+.Inf", .float(.infinity)),
        (".INF", .float(.infinity)), ("inf", .string("inf")), (".iNf", .string(".iNf")),
        ("-.nan", .string("-.nan")),
    ])
    func anUntaggedPlainScalarMeansWhatTheCoreSchemaSays(text: String, expected: YAMLScalar) {
        var text = text
        let scalar = text.withUTF8 { ScalarMeaning(style: .plain, tag: nil).resolve($0) }
        #expect(scalar == expected)
    }

    @Test(arguments: [
        "yes", "no", "on", "off", "y", "n", "2222:22", "1_000", "2001-01-01", "=", "0b1", "12e03x",
    ])
    func whatYAML11ReadDifferentlyIsAString(text: String) throws {
        #expect(try read("a: \(text)").mapping?["a"]?.scalar == .string(text))
    }

    @Test func notANumberIsANumber() throws {
        for text in [".nan", ".NaN", ".NAN"] {
            guard case .float(let value) = try read(text).scalar else {
                Issue.record("\(text) is no number")
                continue
            }
            #expect(value.isNaN)
        }
    }

    @Test(arguments: [
        ("'1'", YAMLScalar.string("1")), ("\"true\"", .string("true")), ("|\n  1\n", .string("1\n")),
        ("''", .string("")),
        ("!!str 1", .string("1")), ("! 1", .string("1")), ("!!int '1'", .int(1)), ("!!float 1", .float(1)),
        ("!!bool 'true'", .bool(true)), ("!!null ''", .null), ("!reset null", .null), ("!reset 5", .int(5)),
        ("!reset '5'", .string("5")), ("!<tag:yaml.org,2002:int> '3'", .int(3)), ("!!str", .string("")),
    ])
    func quotesAndTagsDecideBeforeTheText(text: String, expected: YAMLScalar) throws {
        #expect(try read("a: \(text)").mapping?["a"]?.scalar == expected)
    }

    @Test(arguments: ["!!int x", "!!int 1.5", "!!bool yes", "!!float x", "!!null x"])
    func aValueThatIsNotWhatItsTagSaysIsReported(text: String) {
        #expect(problems("a: \(text)") == ["1:4 yaml.bad-tagged-value"])
    }
}
