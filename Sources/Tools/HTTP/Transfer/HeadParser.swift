internal import Basis

/// Reads a response's head line by line, within limits.
///
/// Pure: the lines may come from anywhere.
struct HeadParser {
    /// What a line led to.
    enum Outcome: Equatable {
        /// More lines must come.
        case more
        /// The head is complete.
        case head(HTTPHead)
        /// It weighs or counts more than allowed.
        case tooLarge
        /// It is not a head.
        case nonsense(String)
    }

    private let limits: HTTPLimits
    private var status: Int?
    private var headers = HTTPHeaders()
    private var weight: Int64 = 0

    init(limits: HTTPLimits) { self.limits = limits }

    /// Takes one line, with or without its line break.
    mutating func take(_ line: some Collection<UInt8>) -> Outcome {
        weight += Int64(line.count)
        guard weight <= limits.head.bytes else { return .tooLarge }
        let text = String(decoding: line.prefix { $0 != 0x0d && $0 != 0x0a }, as: UTF8.self)
        guard let status else { return takeStatus(text) }
        if text.isEmpty { return end(status) }
        if text.utf8.first?.isBlank == true {
            guard !headers.fields.isEmpty else { return .nonsense("the first field begins with a blank") }
            headers.continueLast(with: String(text.trimmingBlanks))
            return .more
        }
        guard headers.fields.count < limits.fields else { return .tooLarge }
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), colon > text.startIndex else {
            return .nonsense("a field has no name")
        }
        let value = text[text.utf8.index(after: colon)...]
        headers.add(String(text[..<colon]), String(value.trimmingBlanks))
        return .more
    }

    private mutating func takeStatus(_ text: String) -> Outcome {
        let words = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count >= 2, words[0].hasPrefix("HTTP/"), words[1].utf8.count == 3,
            words[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let status = Int(words[1]),
            status >= 100
        else { return .nonsense("the first line is no status line") }
        self.status = status
        return .more
    }

    /// A provisional answer is passed over; 101 is final, what follows it is no longer HTTP.
    private mutating func end(_ status: Int) -> Outcome {
        let head = HTTPHead(status: status, headers: headers)
        self.status = nil
        headers = HTTPHeaders()
        if (100..<200).contains(status) && status != 101 { return .more }
        weight = 0
        return .head(head)
    }
}
