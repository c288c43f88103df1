import Basis
import Testing

/// A mistake in Belay itself ends the process with a sentence, in release builds too.
struct MistakeTests {
    @Test("rule 32: a mistake of ours traps with a sentence")
    func aMistakeTrapsWithASentence() async throws {
        let result = try await #require(
            processExitsWith: .failure, observing: [\.standardErrorContent]
        ) {
            Mistake.unless(1 + 1 == 2, "two is two")
            Mistake.unless(1 + 1 == 3, "two is three")
        }
        let said = String(decoding: result.standardErrorContent, as: UTF8.self)
        #expect(said.contains("belay: a mistake in Belay itself, at BasisTests/MistakeTests.swift:"))
        #expect(said.contains(": two is three\n") && !said.contains("two is two"))
    }
}
