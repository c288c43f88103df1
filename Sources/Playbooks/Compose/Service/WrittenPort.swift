import Basis
import Updates

/// A port in the short form: `[[address:][host]:]container[/protocol]`.
struct WrittenPort {
    private let target: ClosedRange<Int>
    private let published: ClosedRange<Int>?
    private let address: String?
    private let transport: ComposePortRange.Transport

    init(_ text: String) throws(PortFault) {
        let (rest, transport) = try WrittenPort.transport(of: text[...])
        guard !rest.isEmpty else { throw PortFault(kind: "no port is given", part: "") }
        self.transport = transport
        guard let last = rest.lastIndex(of: ":") else {
            (target, published, address) = (try WrittenPort.range(rest), nil, nil)
            return
        }
        target = try WrittenPort.range(rest[rest.index(after: last)...])
        let host = rest[..<last]
        let mark = host.lastIndex(of: ":")
        let ports = mark.map { host[host.index(after: $0)...] } ?? host
        published = ports.isEmpty ? nil : try WrittenPort.range(ports)
        address = try mark.map { (mark) throws(PortFault) in try WrittenPort.address(host[..<mark]) }
    }

    /// The ports that it stands for: equal ranges pair by pair; the engine picks one of a range for one port.
    func ports(at span: Span) throws(PortFault) -> [ComposePort] {
        let port = { (target: Int, published: ClosedRange<Int>?) in
            ComposePort(
                target: target, transport: transport, published: published, address: address, span: span)
        }
        guard let published else { return target.map { port($0, nil) } }
        if target.count == 1 { return [port(target.lowerBound, published)] }
        guard target.count == published.count else {
            throw PortFault(kind: "the two ranges are of different lengths", part: "")
        }
        return zip(target, published).map { port($0, $1...$1) }
    }

    /// What stands before the protocol, and the protocol.
    static func transport(
        of text: Substring
    ) throws(PortFault) -> (Substring, ComposePortRange.Transport) {
        guard let slash = text.lastIndex(of: "/") else { return (text, .tcp) }
        let word = text[text.index(after: slash)...]
        guard let transport = ComposePortRange.Transport(rawValue: word.lowercased()) else {
            throw PortFault(kind: "is none of tcp, udp, sctp", part: String(word))
        }
        return (text[..<slash], transport)
    }

    /// One port, or the first and the last of several.
    static func range(_ text: Substring) throws(PortFault) -> ClosedRange<Int> {
        let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let first = try port(ends.first ?? "")
        let last = ends.count == 2 ? try port(ends[1]) : first
        guard first <= last else {
            throw PortFault(kind: "is a range that runs backwards", part: String(text))
        }
        return first...last
    }

    private static func port(_ text: Substring) throws(PortFault) -> Int {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(text),
            (1...65535).contains(port)
        else { throw PortFault(kind: "is not a port from 1 to 65535", part: String(text)) }
        return port
    }

    private static func address(_ text: Substring) throws(PortFault) -> String {
        let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
        let bare = isBracketed ? text.dropFirst().dropLast() : text
        let parts = bare.split(separator: ".", omittingEmptySubsequences: false)
        let isFour = parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
        let isSix =
            bare.contains(":") && bare.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." || $0 == "%" }
        guard isFour || isSix else { throw PortFault(kind: "is no address", part: String(text)) }
        return String(bare)
    }
}
