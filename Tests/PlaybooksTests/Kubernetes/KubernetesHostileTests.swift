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

    @Test func twiceTheFileTakesAboutTwiceTheTime() {
        let clock = ContinuousClock()
        func time(_ copies: Int) -> Duration {
            let text = (0..<copies).map { number in
                KubernetesSample.whole.split(separator: "\n").map { line in
                    let isName = line == "  name: web" || line == "  name: settings" || line == "  name: db"
                    return isName ? line + "-\(number)" : line
                }.joined(separator: "\n")
            }.joined(separator: "\n---\n")
            let bytes = Array(text.utf8)
            return (0..<3).map { _ in clock.measure { _ = read(bytes) } }.min() ?? .zero
        }
        // Every service chooses every pod here: the links alone grow with the square, the rest must not.
        #expect(time(40) < time(10) * 12)
    }
}
