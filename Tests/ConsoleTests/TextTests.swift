import Console
import Testing

/// Widths, wrapping, harmlessness and colours.
struct TextTests {
    @Test(arguments: [
        ("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("ｆｕｌｌ", 8), ("한글", 4), ("👩‍👧", 2), ("🇩🇪", 2),
        ("❤\u{fe0f}", 2), ("✅", 2), ("\u{200d}", 0), ("ａb", 3), ("…", 1), ("", 0),
    ])
    func widthIsThatOfATerminal(_ text: String, _ width: Int) {
        #expect(text.displayWidth == width)
    }

    @Test(arguments: 1...60)
    func wrappingKeepsEveryWordAndTheWidth(_ width: Int) {
        let text = "one two  three 漢字漢字 four\n\nfive averyveryverylongwordthatfitsnowhere six"
        let lines = text.wrapped(to: width, hanging: 2).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.joined(separator: " ").split(separator: " ") == text.split { $0 == " " || $0 == "\n" })
        #expect(lines.allSatisfy { $0.displayWidth <= width || $0.split(separator: " ").count == 1 })
    }

    @Test func harmlessTextStaysAsItIs() {
        let text = "Grüße, 漢字 👩‍👧\n\tand more"
        #expect(text.harmless == text && text.harmlessLine == "Grüße, 漢字 👩‍👧\\n\\tand more")
    }

    @Test(
        arguments: [
            (true, [:], false, true), (false, [:], false, false), (true, ["TERM": "dumb"], false, false),
            (true, ["NO_COLOR": "1"], false, false), (true, ["NO_COLOR": ""], false, true),
            (true, [:], true, false),
            (true, ["CLICOLOR": "0"], false, false), (false, ["CLICOLOR_FORCE": "1"], false, true),
            (false, ["CLICOLOR_FORCE": "0"], false, false),
            (false, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false, false),
        ] as [(Bool, [String: String], Bool, Bool)])
    func colourIsForTerminalsThatWantIt(
        _ isTerminal: Bool, _ variables: [String: String], _ refused: Bool, _ hasColour: Bool
    ) {
        let surface = Surface(columns: 80, isTerminal: isTerminal, variables: variables, noColour: refused)
        #expect(surface.hasColour == hasColour)
    }

    @Test(arguments: [(nil, 80), (10, 40), (72, 72), (100, 100), (400, 100)] as [(Int?, Int)])
    func widthIsTheTerminalsWithinReason(_ columns: Int?, _ width: Int) {
        let surface = Surface(columns: columns, isTerminal: columns != nil, variables: [:], noColour: false)
        #expect(surface.width == width)
    }
}
