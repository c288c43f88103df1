/// One thing that happened to one object, as watches tell it.
struct Change: Sendable {
    enum Act: String, Sendable {
        case added = "ADDED"
        case modified = "MODIFIED"
        case deleted = "DELETED"
    }

    let revision: Int64
    let key: ObjectKey
    let act: Act
    let object: JSON
    /// What stood there before; watches with a selector need it.
    let previous: JSON?
}
