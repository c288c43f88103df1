/// Words of the other side, made safe to show: no control characters, no terminal sequences, one line.
enum Remark {
    static func clean(_ bytes: some Sequence<UInt8>) -> String {
        let text = String(decoding: Array(bytes), as: UTF8.self)
        let printable = text.unicodeScalars.map { scalar in
            scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
                ? " " : Character(scalar)
        }
        return String(printable).split(separator: " ").joined(separator: " ")
    }
}
