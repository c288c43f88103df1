import Simulation
import Testing

@Suite("Checks that bite")
struct PlantedBugTests {
    @Test("Every planted bug is found, and its seed is named", arguments: PlantedBug.allCases)
    func found(bug: PlantedBug) {
        let finding = (1...200).lazy.compactMap { seed in
            Trial.random(seed: UInt64(seed), bug: bug).played().violations.first
        }.first
        #expect(finding?.hasPrefix("seed ") == true, "\(bug) goes unseen")
    }
}
