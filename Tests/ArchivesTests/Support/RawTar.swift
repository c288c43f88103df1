/// Tars made by hand, header by header, so that they can be as wrong as an attacker likes.
struct RawTar {
    private(set) var bytes: [UInt8] = []

    /// Adds an entry of any type; the checksum is right, whatever else is not.
    mutating func add(
        _ name: String, type: Character = "0", _ content: String = "", link: String = "", mode: Int = 0o644,
        declared: Int? = nil, major: Int = 0, minor: Int = 0
    ) {
        add(
            name: Array(name.utf8), type: type, Array(content.utf8), link: link, mode: mode,
            declared: declared,
            major: major, minor: minor)
    }

    mutating func add(
        name: [UInt8], type: Character, _ content: [UInt8], link: String = "", mode: Int = 0o644,
        declared: Int? = nil, major: Int = 0, minor: Int = 0
    ) {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: some Sequence<UInt8>, at offset: Int) {
            for (index, byte) in text.enumerated() { header[offset + index] = byte }
        }
        func octal(_ number: Int, _ width: Int, at offset: Int) {
            let digits = String(number, radix: 8)
            put((String(repeating: "0", count: max(0, width - digits.count)) + digits).utf8, at: offset)
        }
        put(name.prefix(100), at: 0)
        octal(mode, 7, at: 100)
        octal(0, 7, at: 108)
        octal(0, 7, at: 116)
        octal(declared ?? content.count, 11, at: 124)
        octal(1_700_000_000, 11, at: 136)
        put(String(type).utf8, at: 156)
        put(link.utf8.prefix(100), at: 157)
        put("ustar".utf8, at: 257)
        put("00".utf8, at: 263)
        octal(major, 7, at: 329)
        octal(minor, 7, at: 337)
        put("        ".utf8, at: 148)
        octal(header.reduce(0) { $0 + Int($1) }, 6, at: 148)
        header[154] = 0
        bytes += header + content
        bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    /// The archive with its end mark.
    var whole: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }
}

extension RawTar {
    /// Makes the checksum of a header right again, so that the damage reaches what reads the rest.
    static func fixChecksum(_ bytes: inout [UInt8], at start: Int) {
        guard start + 512 <= bytes.count else { return }
        for index in 148..<156 { bytes[start + index] = 0x20 }
        let sum = bytes[start..<start + 512].reduce(0) { $0 + Int($1) }
        let digits = String(sum, radix: 8)
        let text = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        for (index, byte) in text.utf8.enumerated() { bytes[start + 148 + index] = byte }
        bytes[start + 154] = 0
    }
}
