import Playbooks
import Testing

/// Time grows with what is checked, not with its square.
@Suite struct CheckSpeedTests {
    private static func project(services: Int) -> [String: String] {
        let compose = (0..<services).map { index in
            """
              service-\(index):
                image: "registry.example.org/application:1.\(index)"
                ports: ["\(10_000 + index):80"]
                volumes: ["data:/data", "./conf:/etc/app:ro"]
                depends_on: [service-0]
                environment: { LEVEL: "${LEVEL:-info}" }

            """
        }
        let steps = (0..<services / 2).map { index in
            """
              - roll: { services: [service-\(index)], order: stop-first, drain: 1m, downtime: allowed }
                gate: { http: { service: service-\(index), path: / }, passes: 3, within: 2m }

            """
        }
        return [
            "belay.yml": "app: shop\nenvironments: { here: { docker: {} } }\n",
            "compose.yml": "services:\n\(compose.joined().replacing("[service-0]", with: "[db]"))"
                + "  db: { image: \"pg:16\" }\nvolumes: { data: }\n",
            "playbooks/p.yml": "playbook: p\nsteps:\n\(steps.joined())",
        ]
    }

    @Test func timeGrowsWithTheProject() {
        let clock = ContinuousClock()
        let (small, large) = (CheckSpeedTests.project(services: 20), CheckSpeedTests.project(services: 160))
        var (short, long) = (Duration.seconds(60), Duration.seconds(600))
        // The best of several, in turns, because other work goes on beside this.
        for _ in 0..<5 {
            short = min(short, clock.measure { _ = DeploymentCheckTests.said(of: small) })
            long = min(long, clock.measure { _ = DeploymentCheckTests.said(of: large) })
        }
        // Eight times the project: with the square it would be 64 times the time.
        #expect(long < short * 24, "\(short), \(long)")
    }
}
