/// A small tree that proves a rule: it must find exactly the places named, and none in a near miss.
struct Planted: Sendable {
    let tree: Tree
    let expected: [String]

    /// One file with violations at the given lines.
    static func found(at lines: [Int], in path: String = "Sources/Engine/Loop.swift", _ text: String)
        -> Planted
    {
        Planted(tree: Tree([SourceFile(path: path, text: text)]), expected: lines.map { "\(path):\($0)" })
    }

    /// One file that comes close to breaking the rule and does not.
    static func nearMiss(in path: String = "Sources/Engine/Loop.swift", _ text: String) -> Planted {
        Planted(tree: Tree([SourceFile(path: path, text: text)]), expected: [])
    }

    /// Several files, with the places to be found; none is a near miss.
    static func files(_ files: [String: String], found places: [String] = []) -> Planted {
        Planted(tree: Tree(files.map { SourceFile(path: $0.key, text: $0.value) }), expected: places)
    }
}
