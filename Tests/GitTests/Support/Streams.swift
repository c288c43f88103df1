/// Input for `git fast-import`.
enum Streams {
    /// A line of so many commits on main, each changing one of ten files.
    static func commits(_ count: Int) -> String {
        (1...count).map { number in
            let message = "Change \(number)"
            let text = "content \(number)\n"
            return """
                commit refs/heads/main
                committer Ada <ada@example.org> \(1_700_000_000 + number) +0000
                data \(message.utf8.count)
                \(message)
                M 100644 inline dir\(number % 10)/file
                data \(text.utf8.count)
                \(text)

                """
        }.joined()
    }

    /// One commit with so many files.
    static func files(_ count: Int) -> String {
        let text = String(repeating: "x", count: 199)
        let files = (1...count).map { number in
            "M 100644 inline d\(number % 50)/e\(number % 7)/file\(number)\ndata 200\n\(text)\n"
        }
        return "commit refs/heads/main\ncommitter Ada <ada@example.org> 1700000000 +0000\ndata 5\nfiles\n"
            + files.joined()
    }
}
