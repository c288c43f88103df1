/// The texts of elements in the small answers of S3, which nest nothing of the same name.
enum XMLText {
    /// The text of the first element of a name.
    static func first(_ name: String, in text: String) -> String? { all(name, in: text).first }

    /// The texts of all elements of a name.
    static func all(_ name: String, in text: String) -> [String] {
        text.split(separator: "<\(name)>", omittingEmptySubsequences: false).dropFirst().compactMap { rest in
            guard let end = rest.firstRange(of: "</\(name)>") else { return nil }
            return unescaped(String(rest[..<end.lowerBound]))
        }
    }

    private static func unescaped(_ text: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
            .reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
