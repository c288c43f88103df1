extension Rule {
    static let onlyCommandsReadEnvironment = Rule(
        "only-commands-read-environment",
        forbids: "reading environment variables outside Sources/Commands",
        instead: "take the value as a parameter; Commands reads it once",
        planted: [
            .found(at: [1], "let a = getenv(\"HOME\")\n"),
            .found(at: [1], "let a = ProcessInfo.processInfo.environment[\"HOME\"]\n"),
            .found(at: [1], "let a = Glibc.environ\n"),
            .nearMiss(in: "Sources/Commands/Assembly.swift", "let a = getenv(\"HOME\")\n"),
            .nearMiss(
                "// getenv\nlet a = b.environment\nlet b = \"getenv\" + ProcessInfo.processInfo.hostName\n"
            ),
        ],
        swift: { file in
            guard !file.path.hasPrefix("Sources/Commands/") else { return [] }
            let calls = ["getenv", "secure_getenv", "environ", "setenv", "putenv", "unsetenv"].flatMap(
                file.uses)
            let properties = file.uses(of: "environment").filter { index in
                file.token(index - 1)?.isMark(".") == true
                    && file.token(index - 2).map { $0.isWord("processInfo") || $0.isWord("ProcessInfo") }
                        == true
            }
            return (calls + properties).sorted().map { index in
                file.finding(file.tokens[index].line, file.tokens[index].text)
            }
        })
}
