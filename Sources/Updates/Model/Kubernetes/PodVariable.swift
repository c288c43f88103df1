package import Basis

/// An environment variable of a container.
package struct PodVariable: Equatable, Sendable {
    /// Where its value comes from.
    package enum Source: Equatable, Sendable {
        /// Written in the file; in custody, for nobody knows what people write there.
        case written(Located<Secret>)
        /// An entry of a ConfigMap.
        case configMap(name: Located<String>, key: Located<String>, isOptional: Bool)
        /// An entry of a Secret.
        case secret(name: Located<String>, key: Located<String>, isOptional: Bool)
        /// Something that the pod knows of itself, by its path.
        case field(Located<String>)
        /// Something that the container knows of its resources, by its name.
        case resource(Located<String>)
        /// A source that Belay does not know.
        case other(Span)
    }

    /// Its name.
    package let name: Located<String>
    /// Where its value comes from; nil means the empty text.
    package let source: Source?

    /// A variable of its parts.
    package init(name: Located<String>, source: Source?) { (self.name, self.source) = (name, source) }
}
