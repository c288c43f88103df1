internal import HTTP

/// Is told of every question to an engine, what came of it, and how long that took.
///
/// Neither what was sent nor what was asked for behind the path, which may hold values.
package struct EngineWitness: Sendable {
    private let listener: @Sendable (String) -> Void

    /// Hands a line on for each question.
    package init(_ listener: @escaping @Sendable (String) -> Void) { self.listener = listener }

    func tell(_ call: EngineCall, came answer: String, since began: ContinuousClock.Instant) {
        let length = began.duration(to: .now)
        let milliseconds = Int(length / .milliseconds(1))
        listener("engine: \(call.method.name) \(call.path): \(answer) after \(milliseconds)ms")
    }
}
