import Console
import Testing

struct JSONValueTests {
    @Test func everyKindOfValueIsWrittenInOneLine() {
        let value = JSONValue.object([
            JSONField("text", "a\"b\\c\nd\te\r"), JSONField("none", nil), JSONField("number", .int(-7)),
            JSONField("list", .array([.bool(true), .bool(false), .array([]), .object([])])),
        ])
        let expected = #"{"text":"a\"b\\c\nd\te\r","none":null,"number":-7,"list":[true,false,[],{}]}"#
        #expect(value.line == expected)
    }

    @Test func whatCouldDriveATerminalIsEscaped() {
        let line = JSONValue.string("\u{1b}[2J\u{9b}\u{202e}\u{7f}\u{0}\u{e0041}é漢👩‍👧").line
        let escaped = #""\u001b[2J\u009b\u202e\u007f\u0000\udb40\udc41"#
        #expect(line == escaped + "é漢👩‍👧\"")
    }
}
