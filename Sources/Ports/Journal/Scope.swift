/// Of what there is one run at a time: an application in an environment.
package struct Scope: Hashable, Sendable, Codable {
    /// The application.
    package let app: String
    /// The environment.
    package let environment: String

    /// A scope.
    package init(app: String, environment: String) {
        (self.app, self.environment) = (app, environment)
    }
}

extension Scope: CustomStringConvertible {
    /// As people say it.
    package var description: String { "\(app) in \(environment)" }
}
