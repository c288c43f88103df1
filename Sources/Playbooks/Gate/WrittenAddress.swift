import Basis
import Updates

/// An address as one word: a name without a dot is a service, one with a dot a host, a number alone a port.
struct WrittenAddress: Sendable {
    let name: String?
    let port: Int?

    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let first = parts.first, !first.isEmpty else { return nil }
        let number = parts.count == 2 ? parts[1] : first
        let port = Int(number).flatMap { (1...65535).contains($0) ? $0 : nil }
        if parts.count == 2 || first.allSatisfy(\.isNumber) {
            guard port != nil else { return nil }
        }
        self.port = port
        name = parts.count == 2 || port == nil ? String(first) : nil
    }
}

extension Located<WrittenAddress> {
    var address: Address {
        let port = value.port.map { Located<Int>($0, at: span) }
        guard let name = value.name else { return Address(port: port) }
        if name.contains(".") { return Address(host: Template([.text(name)], at: span), port: port) }
        return Address(service: Located<String>(name, at: span), port: port)
    }
}
