internal import Archives
internal import Basis
internal import FoundationEssentials

/// The context of a build, with the text of its Dockerfile wherever that comes from.
struct SentContext {
    /// A Dockerfile of a few thousand lines.
    private static let textLimit = 1 << 20

    /// The Dockerfile's name within the context.
    private(set) var dockerfile: String
    /// Its text.
    let text: String
    private let directory: String
    private var context: BuildContext

    /// Reads the Dockerfile and what is to be left out.
    init(_ request: BuildRequest) throws {
        directory = request.context
        if let inline = request.inline {
            text = inline
            context = try BuildContext(directory: directory, dockerfileText: inline)
        } else {
            context = try BuildContext(directory: directory, dockerfile: request.dockerfile)
            let path = "\(directory)/\(context.dockerfile)"
            guard let bytes = FileManager.default.contents(atPath: path), bytes.count <= SentContext.textLimit
            else {
                throw DockerFailure(.notBuilt, at: path, why: "the Dockerfile cannot be read, or is no text")
            }
            text = String(decoding: bytes, as: UTF8.self)
        }
        dockerfile = context.dockerfile
    }

    /// Has the builder read the Dockerfile itself, without a frontend that it would have to fetch.
    mutating func dropSyntax() throws {
        let kept = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).drop { line in
            line.hasPrefix("#") && line.contains("syntax")
        }
        context = try BuildContext(directory: directory, dockerfileText: kept.joined(separator: "\n"))
        dockerfile = context.dockerfile
    }

    /// The tar.
    func stream() -> any ByteStream { context.stream() }
}
