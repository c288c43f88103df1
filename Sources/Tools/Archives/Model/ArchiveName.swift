internal import Basis

/// The name of an entry as the archive has it: bytes, because tar promises nothing about them.
package struct ArchiveName: Hashable, Sendable {
    /// The bytes, without a NUL; a slash separates the parts.
    package let bytes: [UInt8]

    /// Takes bytes as they are, up to the first NUL.
    package init(bytes: some Sequence<UInt8>) { self.bytes = Array(bytes.prefix { $0 != 0 }) }

    /// The UTF-8 of a text.
    package init(_ text: String) { self.init(bytes: text.utf8) }

    /// The name as text, if it is UTF-8 at all.
    package var text: String? { String(validating: bytes, as: UTF8.self) }

    /// The parts between slashes, without empty ones and without `.`.
    var parts: [ArraySlice<UInt8>] {
        bytes.split(separator: .slash).filter { $0 != [.dot] }
    }
}

extension ArchiveName: CustomStringConvertible {
    /// Fit for a terminal: control characters and bytes that are no UTF-8 are written as `\xNN`.
    package var description: String {
        var shown = ""
        for scalar in (text ?? "").unicodeScalars {
            shown +=
                scalar.value < 0x20 || scalar.value == 0x7F ? escaped(UInt8(scalar.value)) : String(scalar)
        }
        if text == nil {
            for byte in bytes {
                shown += (0x20..<0x7F).contains(byte) ? String(UnicodeScalar(byte)) : escaped(byte)
            }
        }
        return shown
    }

    private func escaped(_ byte: UInt8) -> String { "\\x" + [byte].hexadecimal }
}

extension ArchiveName: Comparable {
    /// Orders by bytes.
    package static func < (left: ArchiveName, right: ArchiveName) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension UInt8 {
    static let slash = UInt8(ascii: "/")
    static let dot = UInt8(ascii: ".")
}
