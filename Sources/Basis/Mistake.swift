internal import Glibc

/// A mistake in Belay itself: the process ends, with a sentence on standard error.
///
/// The standard library's `preconditionFailure` says nothing in release builds, where the sentence is needed
/// most. Never for what comes from outside: that is an error, and is thrown.
package enum Mistake {
    /// Ends the process.
    package static func trap(
        _ sentence: @autoclosure () -> String, at place: StaticString = #fileID, line: UInt = #line
    ) -> Never {
        let text = Array("belay: a mistake in Belay itself, at \(place):\(line): \(sentence())\n".utf8)
        // Whoever reads no standard error is told by the signal alone.
        _ = write(STDERR_FILENO, text, text.count)
        abort()
    }

    /// Ends the process unless something holds that only a mistake in Belay could break.
    package static func unless(
        _ holds: Bool, _ sentence: @autoclosure () -> String, at place: StaticString = #fileID,
        line: UInt = #line
    ) {
        if !holds { trap(sentence(), at: place, line: line) }
    }
}
