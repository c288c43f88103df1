package import Basis

/// A file that containers are given: an entry of `secrets` or of `configs`.
package struct ComposeAsset: Equatable, Sendable {
    /// The key.
    package var key: Located<String>
    /// Its name on the engine, if the writer fixed it.
    package var name: Located<String>?
    /// Whether it exists already and belongs to somebody else.
    package var isExternal: Located<Bool>?
    /// The file of the host, resolved against the project.
    package var file: Located<String>?
    /// The variable that holds the content.
    package var variable: Located<String>?
    /// The content: the value of that variable, or what is written in the file.
    package var content: Secret?
    /// Labels.
    package var labels: [Named<Located<ComposeText>>] = []

    /// An asset under a key, of which nothing is known yet.
    package init(key: Located<String>) { self.key = key }
}
