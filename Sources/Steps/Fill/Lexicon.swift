internal import Basis
internal import Ports
internal import Updates

/// Fills in names by what they stand for, and remembers every secret that it handed out, so that nothing
/// shown afterwards holds one.
final class Lexicon: Sendable {
    /// Shorter texts occur everywhere, and whoever guesses can guess them: taking them out of what is shown
    /// would only make it unreadable.
    private static let shortestSecret = 4

    private let vault: any Vault
    /// What a name stands for that is no secret.
    private let value: @Sendable (NamePath) -> Value?
    /// What an earlier step sealed under a name.
    private let sealed: @Sendable (NamePath) -> String?
    private let captures = Guarded<[String: Secret]>([:])
    private let handedOut = Guarded<[Secret]>([])

    init(
        vault: any Vault, sealed: @escaping @Sendable (NamePath) -> String? = { _ in nil },
        value: @escaping @Sendable (NamePath) -> Value?
    ) {
        (self.vault, self.sealed, self.value) = (vault, sealed, value)
    }

    /// A template with its names filled in.
    func text(_ template: Template) async throws -> Filled { try await text(template) { $0 } }

    /// A template with its names filled in, each in the form that `quote` gives its value.
    func text(_ template: Template, quoting quote: (String) -> String) async throws -> Filled {
        var pieces: [Filled.Piece] = []
        for part in template.parts {
            switch part {
            case .text(let words): pieces.append(.plain(words))
            case .name(let name, let fallback):
                switch try await piece(name, else: fallback) {
                case .plain(let value): pieces.append(.plain(quote(value)))
                case .secret(let secret):
                    let quoted = Secret(quote(secret.reveal()))
                    remember(quoted)
                    pieces.append(.secret(quoted))
                }
            }
        }
        return Filled(pieces: pieces)
    }

    /// A template where a secret would be read by everybody, and is therefore refused.
    func words(_ template: Template) async throws -> String {
        guard let plain = try await text(template).plain else {
            throw FillFailure.secretInWords(template.span)
        }
        return plain
    }

    /// Whether a condition holds. Secrets have no place in one.
    func truth(of condition: Expression) throws -> Bool {
        do { return try condition.truth(value) } catch { throw FillFailure.expression(error) }
    }

    /// Keeps a value of an answer under a name, for what comes later in the same chain. Treated as a secret:
    /// it usually is one.
    func keep(_ value: Secret, as name: String) {
        captures.withLock { $0[name] = value }
        remember(value)
    }

    /// What was kept so far.
    var kept: [String: Secret] { captures.withLock { $0 } }

    /// A text from elsewhere, fit to be shown: without any secret that was handed out here.
    func scrub(_ text: String) -> String {
        // The longest first: one secret may be the beginning of another.
        let all = handedOut.withLock { $0 }.map { $0.reveal() }.sorted { $0.utf8.count > $1.utf8.count }
        return all.reduce(text) { $0.replacing($1, with: Secret.redaction) }
    }

    private func piece(_ name: Located<NamePath>, else fallback: Expression?) async throws -> Filled.Piece {
        if let secret = try await secret(name.value) { return .secret(secret) }
        if let found = value(name.value) { return .plain(found.description) }
        switch fallback {
        case nil: throw FillFailure.expression(.noValue(name))
        case .name(let other)?: return try await piece(other, else: nil)
        case let other?:
            do { return .plain(try other.value(value).description) } catch {
                throw FillFailure.expression(error)
            }
        }
    }

    /// The value of a name that stands for a secret; nil for any other name.
    private func secret(_ name: NamePath) async throws -> Secret? {
        if name.parts.count == 1, let kept = captures.withLock({ $0[name.root] }) { return kept }
        if name.root == "secrets", name.parts.count > 1 {
            let secret = try await vault.secret(name.parts.dropFirst().joined(separator: "."))
            remember(secret)
            return secret
        }
        guard let sealed = self.sealed(name) else { return nil }
        let secret = try await vault.open(sealed)
        remember(secret)
        return secret
    }

    private func remember(_ secret: Secret) {
        // Programs and servers repeat a text of several lines line by line.
        let parts = [secret] + secret.reveal().split(whereSeparator: \.isNewline).map { Secret(String($0)) }
        let worthHiding = parts.filter { $0.reveal().utf8.count >= Lexicon.shortestSecret }
        handedOut.withLock { known in known += worthHiding.filter { !known.contains($0) } }
    }
}
