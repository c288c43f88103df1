internal import Basis

/// What there is to say about the container engine.
enum EngineFinding: Sendable {
    /// It answered.
    case found(name: String, version: String, apiVersion: String, place: String)
    /// Nothing that is one answered at that place, and this is why.
    ///
    /// To say so is a result and not a failure: the question was what there is.
    case missing(Diagnostic, place: String)
}
