/// A linked library and the version that is loaded.
struct Library: Hashable, Sendable {
    let name: String
    let version: String
}
