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
    mutating func take(_ line: some BidirectionalCollection<UInt8>) -> Outcome {
        weight += Int64(line.count)
        guard weight <= limits.head.bytes else { return .tooLarge }
        let text = line.prefix { $0 != 0x0d && $0 != 0x0a }
        guard let status else {
            self.status = HeadParser.status(text)
            return self.status == nil ? .nonsense("the first line is no status line") : .more
        }
        guard let first = text.first else { return end(status) }
        if first.isBlank {
            guard !headers.fields.isEmpty else { return .nonsense("the first field begins with a blank") }
            headers.continueLast(with: HeadParser.value(text))
            return .more
        }
        guard headers.fields.count < limits.fields else { return .tooLarge }
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon > text.startIndex else {
            return .nonsense("a field has no name")
        }
        let name = String(decoding: text[..<colon], as: UTF8.self)
        headers.add(name, HeadParser.value(text[text.index(after: colon)...]))
        return .more
    }

    private static func status(_ line: some Collection<UInt8>) -> Int? {
        guard line.starts(with: "HTTP/".utf8), let blank = line.firstIndex(of: 0x20) else { return nil }
        let digits = line[line.index(after: blank)...].prefix { $0 != 0x20 }
        guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let status = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return status >= 100 ? status : nil
    }

    private static func value(_ bytes: some BidirectionalCollection<UInt8>) -> String {
        var rest = bytes[...]
        while rest.first?.isBlank == true { rest.removeFirst() }
        while rest.last?.isBlank == true { rest.removeLast() }
        return String(decoding: rest, as: UTF8.self)
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
