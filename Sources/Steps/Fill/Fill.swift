internal import Basis
package import Ports
package import Updates

/// Fills in the names of a step's templates when its turn comes.
package struct Fill: Sendable {
    let step: PlannedStep
    let situation: Situation
    private let lexicon: Lexicon

    /// The names as they stand for a step in its situation.
    package init(_ step: PlannedStep, in situation: Situation, vault: any Vault) {
        (self.step, self.situation) = (step, situation)
        lexicon = Lexicon(vault: vault, sealed: situation.sealed) { situation.value(of: $0, for: step) }
    }

    /// A template with its names filled in.
    package func text(_ template: Template) async throws -> Filled { try await lexicon.text(template) }

    /// A template with its names filled in, each in the form that `quote` gives its value.
    func text(_ template: Template, quoting quote: (String) -> String) async throws -> Filled {
        try await lexicon.text(template, quoting: quote)
    }

    /// A template where a secret would be read by everybody, and is therefore refused.
    package func words(_ template: Template) async throws -> String { try await lexicon.words(template) }

    /// Whether a condition holds. Secrets have no place in one.
    package func truth(of condition: Expression) throws -> Bool { try lexicon.truth(of: condition) }

    /// A text from elsewhere, fit to be shown: without any secret that was handed out here.
    package func scrub(_ text: String) -> String { lexicon.scrub(text) }

    /// Keeps a value of an answer under a name, for what comes later in the same chain.
    func keep(_ value: Secret, as name: String) { lexicon.keep(value, as: name) }

    /// What was kept so far.
    var kept: [String: Secret] { lexicon.kept }
}
