import Basis
import Playbooks
import Testing

/// Nothing that is done to a manifest makes its reader trap or hang.
@Suite struct KubernetesHostileTests {
    private static let bytes = Array((KubernetesSample.whole + KubernetesSample.autoscaler).utf8)

    private func read(_ bytes: [UInt8]) -> KubernetesReading {
        KubernetesReading([KubernetesFile(name: "app.yaml", bytes: bytes)])
    }

    @Test func truncationsAreReadToAnEnd() {
        for length in stride(from: 0, through: KubernetesHostileTests.bytes.count, by: 7) {
            let reading = read(Array(KubernetesHostileTests.bytes.prefix(length)))
            #expect((reading.problems + reading.findings).allSatisfy { !$0.remedy.isEmpty })
        }
    }

    @Test(arguments: 1...300)
    func mutationsAreReadToAnEnd(_ seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var bytes = KubernetesHostileTests.bytes
        for _ in 0...next(8) {
            let position = next(bytes.count)
            switch next(4) {
            case 0: bytes[position] = UInt8(next(256))
            case 1: bytes.remove(at: position)
            case 2: bytes.insert(Array("{}[]:-\n \"%0".utf8)[next(11)], at: position)
            default:
                let end = min(bytes.count, position + next(80))
                bytes.insert(contentsOf: bytes[position..<end], at: next(bytes.count))
            }
        }
        let reading = read(bytes)
        #expect((reading.problems + reading.findings).allSatisfy { !$0.remedy.isEmpty }, "seed \(seed)")
    }

    @Test func timeGrowsWithTheFile() {
        func bytes(_ copies: Int) -> [UInt8] {
            let parts = KubernetesSample.whole.split(separator: "web", omittingEmptySubsequences: false)
            let all = (0..<copies).map { parts.joined(separator: "web\($0)") }
            return Array(all.joined(separator: "\n---\n").utf8)
        }
        let clock = ContinuousClock()
        let (small, large) = (bytes(5), bytes(40))
        var (short, long) = (Duration.seconds(60), Duration.seconds(600))
        // The best of several, in turns, because other work goes on beside this.
        for _ in 0..<5 {
            short = min(short, clock.measure { _ = read(small) })
            long = min(long, clock.measure { _ = read(large) })
        }
        // Eight times the file: with the square it would be 64 times the time.
        #expect(long < short * 32)
    }
}
