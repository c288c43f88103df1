extension Rule {
    static let documented = Rule(
        "documented",
        forbids: "a package or public declaration without ///, members of such a protocol and cases included",
        instead:
            "say above it what it promises, when it throws, what it never does; one may head a run of cases",
        planted: [
            .found(at: [1], "package struct Run {}\n"),
            .found(at: [3], "/// A run.\npackage struct Run {\n    package let name: String\n}\n"),
            .found(
                at: [3],
                "/// A port.\npackage protocol Port {\n    func go()\n    /// Stops.\n    func stop()\n}\n"),
            .found(
                at: [3, 7],
                "/// Way.\npackage enum Way {\n    case up\n    /// Back.\n    case down\n\n    case on\n}\n"
            ),
            .found(at: [2], "// Not documentation.\npackage func go() {}\n"),
            .nearMiss(
                "/// Way.\n@frozen\npackage enum Way {\n    /// Ways.\n    case up\n    case down, on\n}\n"
            ),
            .nearMiss("enum Way { case up }\nextension Way {\n    func go() { package.go() }\n}\n"),
            .nearMiss("/// A run.\npackage struct Run {\n    enum Own { case a }\n    let name: String\n}\n"),
            .nearMiss("package import HTTP\n"),
        ],
        swift: { file in undocumented(file.declarations, inherits: false, in: file) })

    private static func undocumented(
        _ declarations: [Declaration], inherits: Bool, in file: SwiftFile
    ) -> [Finding] {
        var findings: [Finding] = []
        var documentedRun: Int?
        for declaration in declarations where declaration.keyword != "import" {
            let line = declaration.lines.lowerBound
            let isCase = declaration.keyword == "case"
            let hasComment = file.comments(above: line).contains(where: \.isDocumentation)
            let isDocumented = hasComment || (isCase && documentedRun == line)
            documentedRun = isCase && isDocumented ? declaration.lines.upperBound + 1 : nil
            if !isDocumented, inherits || (declaration.isOpen && declaration.keyword != "extension") {
                findings.append(file.finding(line, "\(declaration.keyword) \(declaration.name)"))
            }
            findings += members(of: declaration, in: file)
        }
        return findings
    }

    private static func members(of declaration: Declaration, in file: SwiftFile) -> [Finding] {
        switch (declaration.keyword, declaration.isOpen) {
        case ("protocol", true), ("extension", true):
            return undocumented(declaration.members, inherits: true, in: file)
        case ("enum", true):
            let cases = declaration.members.filter { $0.keyword == "case" }
            let others = declaration.members.filter { $0.keyword != "case" }
            return undocumented(cases, inherits: true, in: file)
                + undocumented(others, inherits: false, in: file)
        default: return undocumented(declaration.members, inherits: false, in: file)
        }
    }
}
