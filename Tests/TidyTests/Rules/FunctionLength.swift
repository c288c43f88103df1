extension Rule {
    static let functionLength = Rule(
        "function-length",
        forbids: "a function, accessor or closure constant of more than 60 lines",
        instead: "name its parts and call them",
        planted: [
            .found(at: [1], "func long() {\n" + String(repeating: "    act()\n", count: 59) + "}\n"),
            .found(
                at: [2],
                "struct A {\n    var long: Int {\n" + String(repeating: "\n", count: 60) + "    }\n}\n"),
            .nearMiss("func full() {\n" + String(repeating: "    act()\n", count: 58) + "}\n"),
            .nearMiss("struct Many {\n" + String(repeating: "    func a() {}\n", count: 80) + "}\n"),
        ],
        swift: { file in
            file.allDeclarations.compactMap { declaration in
                guard let body = declaration.bodies.last else { return nil }
                let first = declaration.lines.lowerBound
                let count = file.tokens[body.upperBound].line - first + 1
                return count > 60 ? file.finding(first, "\(declaration.name) has \(count) lines") : nil
            }
        })
}
