package import Basis

/// Settings from which no cluster can be found, with everything that is wrong in them.
package struct ClusterSettingsProblem: Error, Hashable, Sendable {
    /// What is wrong, each with its place.
    package let problems: [Diagnostic]

    init(_ problems: [Diagnostic]) { self.problems = problems }

    init(_ code: ClusterCode, _ what: String, at place: Place, why: String? = nil, remedy: String? = nil) {
        problems = [Diagnostic(code, what, at: place, why: why, remedy: remedy)]
    }
}

extension ClusterSettingsProblem: Diagnosable {
    /// The first of them, which is where a person begins.
    package var diagnostic: Diagnostic {
        problems.first
            ?? Diagnostic(ClusterCode.badSettings, "the kubeconfig is wrong", at: .thing("kubeconfig"))
    }
}
