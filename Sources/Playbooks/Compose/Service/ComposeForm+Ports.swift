import Basis
import Updates

extension ComposeForm where Value == [ComposePort] {
    /// Published ports, short or long; the same one written twice is one.
    static var ports: ComposeForm {
        ComposeForm<[[ComposePort]]>.list(.published).map { groups in
            var seen: Set<ComposePort.Identity> = []
            return groups.flatMap { $0 }.filter { seen.insert($0.identity).inserted }
        }
    }
}

extension ComposePort {
    fileprivate struct Identity: Hashable {
        let target: Int
        let transport: ComposePortRange.Transport
        let published: ClosedRange<Int>?
        let address: String?
    }

    fileprivate var identity: Identity {
        Identity(target: target, transport: transport, published: published, address: address)
    }
}

extension ComposeForm where Value == [ComposePort] {
    /// One item, which may be several ports in a row.
    fileprivate static var published: ComposeForm {
        ComposeForm { node, reading in
            if node.mapping != nil { return long(node, &reading) }
            guard let text = node.text else {
                reading.expected("a port such as \"8080:80\"", at: node)
                return nil
            }
            do throws(PortFault) {
                return try WrittenPort(text).ports(at: node.span)
            } catch {
                let why = node.written == nil ? error.why : "once its variables are replaced: \(error.kind)"
                reading.report(.wrongPort, "\(node.meaning) is no port: \(why)", at: node)
                return nil
            }
        }
    }

    private static func long(_ node: ComposeNode, _ reading: inout ComposeReading) -> [ComposePort]? {
        var port = LongPort()
        LongPort.record.read(node, into: &port, &reading)
        guard let target = port.target else {
            if node["target"] == nil {
                reading.report(
                    .wrongPort, "the port has no `target`", at: node, remedy: "Write `target: 80`.")
            }
            return nil
        }
        return [
            ComposePort(
                target: target.value, transport: port.transport?.value ?? .tcp,
                published: port.published?.value, address: port.address?.value, span: node.span)
        ]
    }
}

private struct LongPort {
    var target: Located<Int>?
    var published: Located<ClosedRange<Int>>?
    var address: Located<String>?
    var transport: Located<ComposePortRange.Transport>?
    var mode: Located<String>?
    var name: Located<String>?
    var application: Located<String>?

    static let record = ComposeRecord<LongPort>(
        "a port",
        [
            .key("target", \.target, .integer(1...65535)),
            .key("published", \.published, .portRange),
            .key("host_ip", \.address, .name),
            .key("protocol", \.transport, .transport),
            .key("mode", \.mode, .text), .key("name", \.name, .text),
            .key("app_protocol", \.application, .text),
        ])
}

extension ComposeForm where Value == Located<ComposePortRange.Transport> {
    fileprivate static var transport: ComposeForm {
        .parsed("one of tcp, udp, sctp") { ComposePortRange.Transport(rawValue: $0.lowercased()) }
    }
}

extension ComposeForm where Value == Located<ClosedRange<Int>> {
    fileprivate static var portRange: ComposeForm {
        .parsed("a port or a range such as 8000-8010", code: .wrongPort) { text in
            try? WrittenPort.range(text[...])
        }
    }
}

extension ComposeForm where Value == Located<ComposePortRange> {
    /// A port that only containers reach.
    static var exposed: ComposeForm {
        .parsed("a port such as 80, 8000-8010 or 53/udp", code: .wrongPort) { text in
            guard let (ports, transport) = try? WrittenPort.transport(of: text[...]),
                let range = try? WrittenPort.range(ports)
            else { return nil }
            return ComposePortRange(ports: range, transport: transport)
        }
    }
}
