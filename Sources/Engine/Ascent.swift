internal import Ports
internal import Updates

/// What stays the same while a run is driven, held once for everything that works on it.
final class Ascent: Sendable {
    let driver: Driver
    let opening: RunOpening
    let claims: Claims

    init(driver: Driver, opening: RunOpening, claims: Claims) {
        (self.driver, self.opening, self.claims) = (driver, opening, claims)
    }
}
