/// Reads a header line by line, and takes nothing that a correct writer would not have written.
struct HeaderParser {
    private enum Expectation {
        case version
        case stanza
        case body(arguments: [String], bytes: [UInt8])
    }

    private static let newline = UInt8(ascii: "\n")
    private var expectation = Expectation.version
    private var stanzas: [Stanza] = []
    private var authenticated: [UInt8] = []

    /// Takes a line without its line feed. The header once it is complete.
    mutating func take(_ line: ArraySlice<UInt8>) throws(FlawFound) -> Header? {
        switch expectation {
        case .version:
            try takeVersion(line)
            expectation = .stanza
        case .stanza where line.starts(with: Header.codeMark.utf8):
            return try takeCode(line)
        case .stanza:
            expectation = .body(arguments: try arguments(of: line), bytes: [])
        case .body(let arguments, let bytes):
            try takeBody(line, arguments, bytes)
        }
        authenticated += line
        authenticated.append(HeaderParser.newline)
        return nil
    }

    private func takeVersion(_ line: ArraySlice<UInt8>) throws(FlawFound) {
        if line.elementsEqual(Header.versionLine.utf8) { return }
        let version = line.dropFirst(Header.versionStart.utf8.count)
        guard line.starts(with: Header.versionStart.utf8), !version.isEmpty, version.count <= 32,
            version.allSatisfy(\.isVisible), !version.elementsEqual("v1".utf8)
        else { throw FlawFound(.notSealed) }
        throw FlawFound(.unknownVersion(String(decoding: version, as: UTF8.self)))
    }

    private func arguments(of line: ArraySlice<UInt8>) throws(FlawFound) -> [String] {
        let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.first?.elementsEqual("->".utf8) == true else {
            throw .header("a stanza begins with '-> '")
        }
        let arguments = parts.dropFirst()
        guard !arguments.isEmpty, arguments.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isVisible) }) else {
            throw .header("a stanza has words of visible characters, one space apart")
        }
        return arguments.map { String(decoding: $0, as: UTF8.self) }
    }

    private mutating func takeBody(
        _ line: ArraySlice<UInt8>, _ arguments: [String], _ bytes: [UInt8]
    ) throws(FlawFound) {
        guard line.count <= Stanza.columnCount, let more = Base64.unpadded.decode(line) else {
            throw .header("a stanza's body is canonical base64 in lines of 64 columns")
        }
        if line.count == Stanza.columnCount {
            expectation = .body(arguments: arguments, bytes: bytes + more)
        } else {
            stanzas.append(Stanza(arguments: arguments, body: bytes + more))
            expectation = .stanza
        }
    }

    private func takeCode(_ line: ArraySlice<UInt8>) throws(FlawFound) -> Header {
        let mark = Header.codeMark.utf8
        let text = line.dropFirst(mark.count)
        guard text.first == UInt8(ascii: " "), let code = Base64.unpadded.decode(text.dropFirst()),
            code.count == HMACSHA256.byteCount
        else { throw .header("the last line is '--- ' and 43 characters of canonical base64") }
        guard !stanzas.isEmpty else { throw .header("there is no stanza") }
        return Header(stanzas: stanzas, authenticated: authenticated + mark, code: code)
    }
}

extension UInt8 {
    fileprivate var isVisible: Bool { (0x21...0x7e).contains(self) }
}
