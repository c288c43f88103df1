/// What a step keeps for later ones that must not be read in the journal: values by name, each sealed.
struct SealedFacts: Codable, Hashable {
    let sealed: [String: String]
}
