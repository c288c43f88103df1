/// The targets of Package.swift, read from its text: calls within `targets: [ … ]` that begin with a name.
struct PackageManifest {
    /// A target with what it says it sees.
    struct Target {
        let name: String
        let dependencies: [String]
        let line: Int
        /// Whether it is a library of the system or of C, which has no Swift to look at.
        let isC: Bool
    }

    let targets: [Target]

    init(_ file: SwiftFile) {
        let list = file.uses(of: "targets").last { index in
            file.token(index + 1)?.isMark(":") == true && file.token(index + 2)?.isMark("[") == true
                && file.token(index + 3)?.kind != .text
        }
        guard let list else {
            targets = []
            return
        }
        var found: [Target] = []
        var index = list + 3
        while index < file.partners[list + 2] {
            if file.tokens[index].isMark("("), file.token(index - 1)?.kind == .word {
                let close = file.partners[index]
                let call = file.tokens[index - 1]
                if let target = PackageManifest.target(call, index..<close, in: file) { found.append(target) }
                index = close
            }
            index += 1
        }
        targets = found
    }

    private static func target(_ call: Token, _ range: Range<Int>, in file: SwiftFile) -> Target? {
        guard let name = range.lazy.map({ file.tokens[$0] }).first(where: { $0.kind == .text }) else {
            return nil
        }
        var dependencies: [String] = call.text == "tool" ? ["Basis"] : []
        for index in range where ["sees", "dependencies"].contains(file.tokens[index].text) {
            guard file.token(index + 2)?.isMark("[") == true else { continue }
            let list = file.tokens[index + 2..<file.partners[index + 2]]
            dependencies += list.filter { $0.kind == .text }.map(\.text)
        }
        let isC = name.text.first == "C" && (name.text.dropFirst().first?.isUppercase ?? false)
        return Target(
            name: name.text, dependencies: dependencies, line: call.line,
            isC: isC && ["library", "systemLibrary", "target"].contains(call.text))
    }
}
