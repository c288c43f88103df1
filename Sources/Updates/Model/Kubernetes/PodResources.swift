package import Basis

/// What a container asks for, and what it may use at most; amounts as they are written.
package struct PodResources: Hashable, Sendable {
    /// What must be free on the node, by the name of the resource.
    package var requests: [Named<Located<String>>] = []
    /// What is never exceeded.
    package var limits: [Named<Located<String>>] = []

    /// Nothing asked, nothing limited.
    package init() {}
}
