import Basis

/// Replaces variables in a text by the rules of Compose: `$X ${X} ${X:-d} ${X-d} ${X:?e} ${X?e} ${X:+a}
/// ${X+a} $$`.
///
/// A dollar before anything that is no name stays a dollar. What is written for the case that is not taken is
/// never looked at.
struct Interpolation {
    /// Why a text cannot be replaced.
    enum Fault: Error, Hashable {
        /// `${…}` that is none of the forms, as it is written.
        case malformed(String)
        /// A variable that must have a value, and what the writer says about it.
        case required(String, message: String)
        /// A value that grew past what is kept.
        case tooLong
    }

    /// A value longer than this is no setting: the kernel refuses such an environment.
    static let longest = 1 << 20
    /// More defaults within defaults than this are nobody's handwriting.
    private static let deepest = 16

    /// The value of a name, if it has one.
    let value: (String) -> String?
    /// Called for each name that is asked for.
    let note: (String, ComposeVariableUse.Outcome) -> Void

    /// The text with its variables replaced.
    func expand(_ text: String) throws(Fault) -> String {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
        let bytes = Array(text.utf8)
        return String(decoding: try expand(bytes[...], depth: 0), as: UTF8.self)
    }

    private func expand(_ text: ArraySlice<UInt8>, depth: Int) throws(Fault) -> [UInt8] {
        var result: [UInt8] = []
        var rest = text
        while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
            result += rest[..<dollar]
            rest = rest[(dollar + 1)...]
            switch rest.first {
            case UInt8(ascii: "$"):
                result.append(UInt8(ascii: "$"))
                rest = rest.dropFirst()
            case UInt8(ascii: "{"):
                result += try braced(&rest, depth: depth)
            case .some(let byte) where byte.beginsName:
                let name = rest.prefix { $0.continuesName }
                rest = rest[name.endIndex...]
                result += plain(name)
            default:
                result.append(UInt8(ascii: "$"))
            }
            guard result.count <= Interpolation.longest else { throw .tooLong }
        }
        result += rest
        guard result.count <= Interpolation.longest else { throw .tooLong }
        return result
    }

    private func plain(_ name: ArraySlice<UInt8>) -> [UInt8] {
        let name = String(decoding: name, as: UTF8.self)
        let value = value(name)
        note(name, value == nil ? .empty : .set)
        return Array((value ?? "").utf8)
    }

    /// What stands in braces; the rest begins with the opening one, and behind the closing one afterwards.
    private func braced(_ rest: inout ArraySlice<UInt8>, depth: Int) throws(Fault) -> [UInt8] {
        let whole = rest
        guard let end = Interpolation.closing(of: whole), depth < Interpolation.deepest else {
            throw .malformed("$" + String(decoding: whole.prefix(60), as: UTF8.self))
        }
        rest = whole[(end + 1)...]
        let inside = whole[(whole.startIndex + 1)..<end]
        let name = inside.prefix { $0.continuesName }
        let after = inside[name.endIndex...]
        guard let first = name.first, first.beginsName else { throw malformed(whole, end) }
        guard let sign = after.first else { return plain(name) }
        let seesEmpty = sign == UInt8(ascii: ":")
        let operation = seesEmpty ? after.dropFirst() : after
        guard let kind = operation.first, "-?+".utf8.contains(kind) else { throw malformed(whole, end) }
        let choice = Choice(
            name: String(decoding: name, as: UTF8.self), emptyIsUnset: seesEmpty, kind: kind,
            words: operation.dropFirst())
        return try take(choice, depth: depth)
    }

    private struct Choice {
        let name: String
        let emptyIsUnset: Bool
        let kind: UInt8
        let words: ArraySlice<UInt8>
    }

    private func take(_ choice: Choice, depth: Int) throws(Fault) -> [UInt8] {
        let found = value(choice.name)
        let value = choice.emptyIsUnset && found?.isEmpty == true ? nil : found
        switch choice.kind {
        case UInt8(ascii: "+"):
            note(choice.name, value == nil ? .substituted : .set)
            return value == nil ? [] : try expand(choice.words, depth: depth + 1)
        case UInt8(ascii: "-"):
            note(choice.name, value == nil ? .substituted : .set)
            if let value { return Array(value.utf8) }
            return try expand(choice.words, depth: depth + 1)
        default:
            note(choice.name, value == nil ? .missing : .set)
            if let value { return Array(value.utf8) }
            throw .required(choice.name, message: String(decoding: choice.words, as: UTF8.self))
        }
    }

    private func malformed(_ text: ArraySlice<UInt8>, _ end: Int) -> Fault {
        .malformed("$" + String(decoding: text[...end].prefix(60), as: UTF8.self))
    }

    /// Where the brace that the text begins with is closed.
    private static func closing(of text: ArraySlice<UInt8>) -> Int? {
        var open = 0
        for (index, byte) in zip(text.indices, text) {
            if byte == UInt8(ascii: "{") { open += 1 }
            if byte == UInt8(ascii: "}") { open -= 1 }
            if open == 0 { return index }
        }
        return nil
    }
}

extension UInt8 {
    /// Whether a variable's name may begin so.
    var beginsName: Bool {
        (0x61...0x7a).contains(self) || (0x41...0x5a).contains(self) || self == UInt8(ascii: "_")
    }

    /// Whether a variable's name may go on so.
    var continuesName: Bool { beginsName || (0x30...0x39).contains(self) }
}
