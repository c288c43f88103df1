internal import Dispatch
internal import Glibc

/// A question to whoever sits at the terminal, with an answer that counts if nobody gives one in time.
package struct Question: Sendable {
    // More than any answer; the rest of a line is left unread.
    private static let answerSize = 256

    private let text: String
    private let answers: [String]
    private let silence: String
    private let patience: Duration

    /// A question with the words that answer it, of which a beginning is enough.
    package init(_ text: String, answers: [String], silence: String, after patience: Duration) {
        (self.text, self.answers) = (text, answers)
        (self.silence, self.patience) = (silence, patience)
    }

    /// Asks, and waits for a line. What is no answer counts as silence does.
    func asked(on output: Output, answeredOn input: Int32) async -> String {
        let words = answers.joined(separator: ", ")
        output.write("\(text) [\(words); \(silence) after \(patience.components.seconds)s] ".harmlessLine)
        let milliseconds = Int32(clamping: patience.components.seconds * 1000)
        let line = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: Question.line(from: input, within: milliseconds))
            }
        }
        let word = line?.lowercased().filter { !$0.isWhitespace } ?? ""
        let answer = answers.first { !word.isEmpty && $0.hasPrefix(word) }
        if line == nil { output.write("\n") }
        return answer ?? silence
    }

    /// A line as the terminal hands it over; nil if none comes.
    private static func line(from input: Int32, within milliseconds: Int32) -> String? {
        var request = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, milliseconds) == 1 else { return nil }
        var buffer = [UInt8](repeating: 0, count: answerSize)
        let count = read(input, &buffer, buffer.count)
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }
}
