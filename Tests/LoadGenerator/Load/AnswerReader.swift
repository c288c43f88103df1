/// Reads one answer of HTTP/1.1 as its bytes come, and throws its body away.
struct AnswerReader {
    /// Where the reading stands after some bytes.
    enum Progress: Hashable {
        case unfinished
        case whole(Answer)
        case malformed
    }

    private enum State {
        case head([UInt8])
        case counted(left: Int)
        case chunkSize(digits: [UInt8])
        /// The data of a chunk and the line end behind it.
        case chunk(left: Int)
        case trailer(lineLength: Int)
        case untilClose
    }

    private var state = State.head([])
    private var answer = Answer(status: 0, version: nil, keepsConnection: false)
    private(set) var hasBegun = false

    private static let headAtMost = 64 << 10
    private static let versionAtMost = 64

    /// Takes the next bytes. Bytes behind the end of an answer that nobody asked for make it malformed.
    mutating func take(_ bytes: ArraySlice<UInt8>) -> Progress {
        hasBegun = hasBegun || !bytes.isEmpty
        var rest = bytes
        while let byte = rest.first {
            let progress = advance(byte, &rest)
            switch progress {
            case .unfinished: continue
            case .whole: return rest.isEmpty ? progress : .malformed
            case .malformed: return progress
            }
        }
        return .unfinished
    }

    /// The connection was closed: the end of an answer without a length, the truncation of any other.
    func end() -> Answer? {
        if case .untilClose = state { answer } else { nil }
    }

    private mutating func advance(_ byte: UInt8, _ rest: inout ArraySlice<UInt8>) -> Progress {
        switch state {
        case .head(var head):
            state = .untilClose
            while let next = rest.popFirst() {
                head.append(next)
                if next == 10, head.count >= 4, head[head.count - 2] == 13, head[head.count - 3] == 10 {
                    return readHead(head)
                }
            }
            state = .head(head)
            return head.count > AnswerReader.headAtMost ? .malformed : .unfinished
        case .counted(let left):
            let count = min(left, rest.count)
            rest = rest.dropFirst(count)
            state = .counted(left: left - count)
            return count == left ? .whole(answer) : .unfinished
        case .chunkSize(let digits): return readChunkSize(digits, &rest)
        case .chunk(let left):
            let count = min(left, rest.count)
            rest = rest.dropFirst(count)
            state = count == left ? .chunkSize(digits: []) : .chunk(left: left - count)
            return .unfinished
        case .trailer(let length):
            rest = rest.dropFirst()
            if byte == 10 {
                state = .trailer(lineLength: 0)
                return length == 0 ? .whole(answer) : .unfinished
            }
            state = .trailer(lineLength: byte == 13 ? length : length + 1)
            return length > AnswerReader.headAtMost ? .malformed : .unfinished
        case .untilClose:
            rest = rest.dropFirst(rest.count)
            return .unfinished
        }
    }

    private mutating func readChunkSize(_ digits: [UInt8], _ rest: inout ArraySlice<UInt8>) -> Progress {
        guard let byte = rest.popFirst() else { return .unfinished }
        guard byte == 10 else {
            state = .chunkSize(digits: byte == 13 ? digits : digits + [byte])
            return digits.count > 256 ? .malformed : .unfinished
        }
        let text = String(decoding: digits.prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
        guard let size = Int(text, radix: 16), size >= 0, size < 1 << 40 else { return .malformed }
        state = size == 0 ? .trailer(lineLength: 0) : .chunk(left: size + 2)
        return .unfinished
    }

    private mutating func readHead(_ head: [UInt8]) -> Progress {
        let lines = String(decoding: head.dropLast(4), as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ", maxSplits: 2) ?? []
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), words[1].utf8.count == 3,
            let status = Int(words[1]), status >= 100
        else { return .malformed }
        // Something like "100 Continue" comes before the answer itself.
        if status < 200 {
            state = .head([])
            return .unfinished
        }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { return .malformed }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            headers[line[..<colon].lowercased()] = String(value)
        }
        let wish = headers["connection"]?.lowercased()
        answer = Answer(
            status: status,
            version: headers["x-version"].map { String($0.prefix(AnswerReader.versionAtMost)) },
            keepsConnection: wish == "keep-alive" || wish != "close" && words[0] == "HTTP/1.1")
        return readFraming(headers)
    }

    private mutating func readFraming(_ headers: [String: String]) -> Progress {
        if answer.status == 204 || answer.status == 304 { return .whole(answer) }
        if headers["transfer-encoding"]?.lowercased() == "chunked" {
            state = .chunkSize(digits: [])
        } else if let text = headers["content-length"] {
            guard let length = Int(text), length >= 0 else { return .malformed }
            if length == 0 { return .whole(answer) }
            state = .counted(left: length)
        } else {
            answer.keepsConnection = false
            state = .untilClose
        }
        return .unfinished
    }
}
