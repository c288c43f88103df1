import Basis
import Git

/// An upstream repository, made with the git program.
struct Project {
    let scratch: Scratch
    let path: String

    init(in scratch: Scratch) throws {
        self.scratch = scratch
        path = scratch.fresh("upstream")
        try Program.run(["git", "init", "-q", "-b", "main", path], in: scratch)
    }

    var upstream: Upstream { get throws { Upstream(try RemoteAddress(path)) } }

    @discardableResult
    func git(_ arguments: String..., environment: [String: String] = [:], input: String = "/dev/null") throws
        -> String
    {
        let output = try Program.run(
            ["git", "-C", path] + arguments, in: scratch, environment: environment, input: input
        )
        .output
        return output.hasSuffix("\n") ? String(output.dropLast()) : output
    }

    /// Writes a file and commits it; returns the commit.
    @discardableResult
    func commit(_ file: String = "file", _ text: String = "text\n", _ message: String = "A change") throws
        -> ObjectID
    {
        if let slash = file.lastIndex(of: "/") {
            try Program.run(["mkdir", "-p", "\(path)/\(file[..<slash])"], in: scratch)
        }
        try scratch.write(text, to: "\(path)/\(file)")
        try git("add", "-A")
        try git("commit", "-q", "-m", message)
        return try id("HEAD")
    }

    func id(_ revision: String) throws -> ObjectID {
        guard let id = ObjectID(try git("rev-parse", revision)) else {
            throw Program.Failed(description: "no id for \(revision)")
        }
        return id
    }

    /// Feeds `git fast-import`, which makes what no other command would.
    func fastImport(_ stream: String) throws {
        let file = try scratch.write(stream, to: scratch.fresh("stream"))
        try git("fast-import", "--quiet", "--force", input: file)
    }

    /// Makes a tree of entries that git itself would refuse, and a commit of it.
    func commit(rawTree entries: [(mode: String, name: String, object: ObjectID)]) throws -> ObjectID {
        var bytes: [UInt8] = []
        for entry in entries {
            bytes += Array("\(entry.mode) \(entry.name)".utf8) + [0] + Project.bytes(entry.object)
        }
        let escaped = bytes.map { byte in
            let octal = String(byte, radix: 8)
            return "\\0" + String(repeating: "0", count: 3 - octal.count) + octal
        }
        let file = scratch.fresh("tree")
        try Program.run(["bash", "-c", "printf '%b' '\(escaped.joined())' > \(file)"], in: scratch)
        let tree = try git("hash-object", "-t", "tree", "--literally", "-w", file)
        let commit = try git("commit-tree", "-m", "hostile", tree)
        try git("update-ref", "refs/heads/hostile", commit)
        guard let id = ObjectID(commit) else { throw Program.Failed(description: "no commit") }
        return id
    }

    func blob(_ text: String) throws -> ObjectID {
        let file = try scratch.write(text, to: scratch.fresh("blob"))
        guard let id = ObjectID(try git("hash-object", "-w", file)) else {
            throw Program.Failed(description: "no blob")
        }
        return id
    }

    private static func bytes(_ object: ObjectID) -> [UInt8] {
        let digits = Array(object.hexadecimal)
        return stride(from: 0, to: 40, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
    }
}

extension Deadline {
    /// Long enough for a slow machine, short enough for a hanging one.
    static var soon: Deadline { .after(.seconds(60)) }
}
