/// One change of where a switch routes.
package enum RouteChange: Hashable, Sendable {
    /// A replica comes in.
    case admit(Endpoint, name: String, weight: Int)
    /// It takes nothing new.
    case drain(name: String)
    /// It goes.
    case remove(name: String)
}
