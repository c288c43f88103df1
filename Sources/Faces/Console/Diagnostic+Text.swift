package import Basis

extension Diagnostic {
    /// The diagnostic in words, without a line break at its end.
    ///
    /// Whatever it quotes is made harmless.
    package func text(on surface: Surface) -> String {
        let palette = Palette(surface)
        var lines = [headline(on: surface, palette)]
        switch place {
        case .commandLine: break
        case .thing(let name): lines.append(palette.paint(" --> ", as: .quiet) + name.harmlessLine)
        case .text(let span, let line):
            lines.append(palette.paint(" --> ", as: .quiet) + span.description.harmlessLine)
            if let line { lines += SourceExcerpt(line, span, severity).lines(on: surface) }
        }
        if let why { lines.append(labelled("why", why, on: surface, palette)) }
        lines.append(labelled("what to do", remedy, on: surface, palette))
        return lines.joined(separator: "\n")
    }

    private func headline(on surface: Surface, _ palette: Palette) -> String {
        let label = "\(severity.rawValue)[\(code.harmlessLine)]"
        let text = ": " + what.harmlessLine
        let wrapped = text.wrapped(to: surface.width, hanging: 2, used: label.displayWidth)
        return palette.paint(label, as: severity.role) + wrapped
    }

    private func labelled(_ label: String, _ text: String, on surface: Surface, _ palette: Palette) -> String
    {
        let wrapped = text.trimmed.harmless.wrapped(to: surface.width, hanging: 2, used: label.count + 2)
        return palette.paint("\(label):", as: .emphasis) + " " + wrapped
    }
}

extension [Diagnostic] {
    /// All of them with an empty line between, and a closing count when there are several.
    package func text(on surface: Surface) -> String {
        var parts = map { $0.text(on: surface) }
        if count > 1 {
            let tally = [Diagnostic.Severity.error, .warning, .note].compactMap { severity -> String? in
                let number = count { $0.severity == severity }
                return number == 0 ? nil : "\(number) \(severity.rawValue)\(number == 1 ? "" : "s")"
            }
            parts.append(tally.joined(separator: ", "))
        }
        return parts.joined(separator: "\n\n")
    }
}

extension Diagnostic.Severity {
    var role: Palette.Role {
        switch self {
        case .error: .error
        case .warning: .warning
        case .note: .note
        }
    }
}

extension String {
    /// Without the blanks and line breaks at its ends, which other programs' messages often have.
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
