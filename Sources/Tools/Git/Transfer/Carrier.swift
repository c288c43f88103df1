/// Carries what libgit2 says to upstream and back, on the job's thread and no longer than the job may take.
protocol Carrier: AnyObject {
    /// Whether every question is a request of its own, answered on its own.
    var asksAnew: Bool { get }

    /// Begins a part of the conversation; what the part before it left unread is dropped.
    func begin(_ part: ConversationPart) throws(GitError)

    /// Says something to the other side.
    func write(_ bytes: UnsafeRawBufferPointer) throws(GitError)

    /// Fills a buffer as far as there is something; zero at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(GitError) -> Int

    /// Ends the conversation; libgit2 asks for it before the first one, too.
    func close()
}

/// What is talked about: first which names upstream has, then which objects are missing here.
enum ConversationPart {
    case names, objects
}
