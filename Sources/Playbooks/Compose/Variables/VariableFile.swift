import Basis

/// The lines of `.env` and of an `env_file`: `NAME=value`, with quotes, comments and variables.
struct VariableFile {
    /// One line that gives a name a value.
    struct Line {
        let name: String
        /// Nil for a name alone, which is passed on.
        let value: String?
        let span: Span
    }

    /// What is wrong with a line.
    struct Fault: Error {
        let what: String
        let remedy: String
        let line: Int
    }

    /// More lines than this are no settings.
    private static let mostLines = 100_000

    let file: String
    /// Whether values are taken as they stand.
    let isRaw: Bool
    /// The value of a name that was not given a value by a line before.
    let outside: (String) -> String?

    private(set) var lines: [Line] = []
    private(set) var faults: [Fault] = []
    private var known: [String: String] = [:]
    private var rest: ArraySlice<UInt8> = []
    private var number = 1

    init(
        _ bytes: [UInt8], file: String, isRaw: Bool = false, outside: @escaping (String) -> String?
    ) {
        (self.file, self.isRaw, self.outside) = (file, isRaw, outside)
        rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        while !rest.isEmpty, lines.count < VariableFile.mostLines {
            do throws(Fault) {
                try readLine()
            } catch {
                faults.append(error)
                skipLine()
            }
        }
    }

    private mutating func skipLine() {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
            rest = []
            return
        }
        rest = rest[(end + 1)...]
        number += 1
    }

    private mutating func readLine() throws(Fault) {
        rest = rest.drop { $0.isBlank }
        guard let first = rest.first else { return }
        if first == UInt8(ascii: "\n") || first == UInt8(ascii: "#") {
            skipLine()
            return
        }
        let line = rest.prefix { $0 != UInt8(ascii: "\n") }
        let mark = line.firstIndex { $0 == UInt8(ascii: "=") || !isRaw && $0 == UInt8(ascii: ":") }
        let name = try readName(line[..<(mark ?? line.endIndex)], isAlone: mark == nil)
        let start = number
        guard let mark else {
            add(name, outside(name), at: start)
            skipLine()
            return
        }
        rest = rest[(mark + 1)...]
        let value = isRaw ? rawValue() : try readValue()
        add(name, value, at: start)
        skipLine()
    }

    private mutating func add(_ name: String, _ value: String?, at line: Int) {
        if let value { known[name] = value }
        let start = Position(line: line, column: 1)
        let end = Position(line: line, column: 1 + name.count)
        lines.append(Line(name: name, value: value, span: Span(file: file, start: start, end: end)))
    }

    private func readName(_ written: ArraySlice<UInt8>, isAlone: Bool) throws(Fault) -> String {
        var name = written.trimmed
        let export = Array("export".utf8)
        if name.starts(with: export), name.dropFirst(6).first?.isBlank == true {
            name = name.dropFirst(6).trimmed
        }
        // The name of a line without a value ends where its comment begins.
        if isAlone, let comment = name.firstIndex(of: UInt8(ascii: "#")) { name = name[..<comment].trimmed }
        let isName = { (byte: UInt8) in
            byte.continuesName || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
        }
        guard !name.isEmpty, name.allSatisfy(isName) else {
            let hasSpace = name.contains { $0.isBlank }
            throw Fault(
                what: name.isEmpty
                    ? "a line begins with its equals sign"
                    : hasSpace ? "a name has a space in it" : "a name has a character that no name has",
                remedy: "Write NAME=value, the name of letters, digits and underscores.", line: number)
        }
        return String(decoding: name, as: UTF8.self)
    }

    private func rawValue() -> String {
        var line = rest.prefix { $0 != UInt8(ascii: "\n") }
        if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
        return String(decoding: line, as: UTF8.self)
    }

    private mutating func readValue() throws(Fault) -> String {
        rest = rest.drop { $0.isBlank }
        guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            let line = rest.prefix { $0 != UInt8(ascii: "\n") }
            return try expand(line.withoutComment.trimmed)
        }
        let start = number
        var end = rest.startIndex + 1
        while end < rest.endIndex, rest[end] != quote {
            end += rest[end] == UInt8(ascii: "\\") && end + 1 < rest.endIndex ? 2 : 1
        }
        guard end < rest.endIndex else {
            throw Fault(what: "a quotation never ends", remedy: "Close it.", line: start)
        }
        let inside = rest[(rest.startIndex + 1)..<end]
        number += inside.count { $0 == UInt8(ascii: "\n") }
        rest = rest[(end + 1)...]
        let tail = rest.prefix { $0 != UInt8(ascii: "\n") }.trimmed
        guard tail.isEmpty || tail.first == UInt8(ascii: "#") else {
            throw Fault(
                what: "something stands behind the end of a quotation",
                remedy: "Quote the whole value, or escape the inner quotes with a backslash.", line: number)
        }
        if quote == UInt8(ascii: "'") { return String(decoding: inside, as: UTF8.self) }
        return try expand(VariableFile.unescaped(inside))
    }

    private func expand(_ text: ArraySlice<UInt8>) throws(Fault) -> String {
        let line = number
        let interpolation = Interpolation(value: { outside($0) ?? known[$0] }, note: { _, _ in })
        do {
            return try interpolation.expand(String(decoding: text, as: UTF8.self))
        } catch {
            switch error {
            case .malformed:
                throw Fault(
                    what: "a value has a variable in it that is none",
                    remedy: "Write ${NAME}, or put the value in single quotes to keep its dollars.",
                    line: line)
            case .required(let name, _):
                throw Fault(
                    what: "\(name) must have a value and has none", remedy: "Give \(name) a value.",
                    line: line)
            case .tooLong:
                throw Fault(
                    what: "a value grew past \(Interpolation.longest) bytes", remedy: "Shorten it.",
                    line: line)
            }
        }
    }

    /// The escapes of double quotes; `\$` becomes `$$`, which stays a dollar when variables are replaced.
    private static func unescaped(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard text.contains(UInt8(ascii: "\\")) else { return text }
        var result: [UInt8] = []
        var rest = text
        while let byte = rest.first {
            rest = rest.dropFirst()
            guard byte == UInt8(ascii: "\\"), let next = rest.first else {
                result.append(byte)
                continue
            }
            rest = rest.dropFirst()
            switch next {
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "$"): result += [next, next]
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): result.append(next)
            default: result += [byte, next]
            }
        }
        return result[...]
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0D }
}

extension ArraySlice<UInt8> {
    fileprivate var trimmed: ArraySlice<UInt8> {
        let start = drop { $0.isBlank }
        guard let last = start.lastIndex(where: { !$0.isBlank }) else { return [] }
        return start[...last]
    }

    /// Up to the comment: a `#` behind a space, or at the beginning.
    fileprivate var withoutComment: ArraySlice<UInt8> {
        for index in indices where self[index] == UInt8(ascii: "#") {
            if index == startIndex || self[index - 1].isBlank { return self[..<index] }
        }
        return self
    }
}
