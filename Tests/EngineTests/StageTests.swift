import HTTP
import Testing

/// A test that fails leaves as little behind as one that passes.
@Test func aStageIsTakenDownWhateverHappens() async throws {
    struct Fall: Error {}
    var stage: Stage?
    await #expect(throws: Fall.self) {
        try await Stage.with { made in
            stage = made
            _ = try await made.run("one", ["Image": "belay/app:v1"])
            _ = try await made.create("two", ["Image": "belay/app:v2"])
            #expect(try await made.leftovers().count == 2)
            throw Fall()
        }
    }
    #expect(try await stage?.leftovers() == [])
}
