/// What upstream says its names stand for.
struct RemoteNames {
    /// More names than this are no repository that anybody deploys from, and would fill the memory.
    static let limit = 1_000_000

    /// Full names, tags and branches only.
    var objects: [String: ObjectID] = [:]
    /// The short name of the branch that HEAD points to.
    var defaultBranch: String?
}
