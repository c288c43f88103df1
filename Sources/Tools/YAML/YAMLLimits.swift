/// What a YAML text may cost its reader.
///
/// The file may be anybody's, so every growth has an end.
package struct YAMLLimits: Hashable, Sendable {
    /// How many bytes a text may have.
    ///
    /// Bundles of Kubernetes definitions reach a few MiB.
    package var bytes = 16 << 20
    /// How many bytes one scalar may have: as much as Kubernetes allows in a whole ConfigMap.
    package var scalarBytes = 1 << 20
    /// How deep collections may nest, aliases followed.
    ///
    /// People write ten; readers recurse, so the stack is at stake.
    package var depth = 64
    /// How many nodes aliases may add to those that are written: beyond it a small file costs its reader
    /// minutes.
    package var aliasedNodes = 1_000_000
    /// How many problems of one text are kept: nobody reads more at once.
    package var problems = 100

    /// The limits that fit whatever people write by hand or generate.
    package init() {}
}
