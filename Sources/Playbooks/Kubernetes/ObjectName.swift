import Basis

/// The names that the cluster takes for objects and containers: those of DNS.
enum ObjectName {
    static func check(_ name: Located<String>, _ remarks: inout Remarks) {
        guard !isName(name.value) else { return }
        let what = "`\(name.value.prefix(60))` is not a name that the cluster takes"
        let remedy = "Use small letters, digits, `-` and `.`, with a letter or digit at both ends."
        remarks.add(.wrongValue, what, at: name.span, remedy: remedy)
    }

    private static func isName(_ text: String) -> Bool {
        let isWord = { (byte: UInt8) in (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) }
        return !text.isEmpty && text.utf8.count <= 253
            && text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
                guard let first = $0.first, let last = $0.last else { return false }
                return isWord(first) && isWord(last)
                    && $0.allSatisfy { isWord($0) || $0 == UInt8(ascii: "-") }
            }
    }
}
