internal import Basis
internal import CSodium

/// The one door to libsodium's set-up.
enum Sodium {
    /// Sets the library up once; it is safe from every thread. Nothing that we can do replaces its random
    /// source.
    private static let isReady: Bool = sodium_init() >= 0

    /// To be called before anything of the library is used.
    static func prepare() { Mistake.unless(isReady, "libsodium found no source of random numbers") }
}
