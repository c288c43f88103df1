internal import CGit2

/// Something that libgit2 made and that must be freed once: each kind says how.
protocol HandleKind {
    static func free(_ pointer: OpaquePointer)
}

enum RepositoryKind: HandleKind {
    static func free(_ pointer: OpaquePointer) { git_repository_free(pointer) }
}
enum RemoteKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_remote_free(pointer) } }
enum ReferenceKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_reference_free(pointer) } }
enum ReferencesKind: HandleKind {
    static func free(_ pointer: OpaquePointer) { git_reference_iterator_free(pointer) }
}
enum ObjectKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_object_free(pointer) } }
enum CommitKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_commit_free(pointer) } }
enum TreeKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_tree_free(pointer) } }
enum TreeEntryKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_tree_entry_free(pointer) } }
enum BlobKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_blob_free(pointer) } }
enum DatabaseKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_odb_free(pointer) } }
enum RawObjectKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_odb_object_free(pointer) } }
enum TagKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_tag_free(pointer) } }
enum WalkKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_revwalk_free(pointer) } }
enum DifferenceKind: HandleKind { static func free(_ pointer: OpaquePointer) { git_diff_free(pointer) } }

/// Owns one thing of libgit2 and frees it at the end of its scope.
struct Handle<Kind: HandleKind>: ~Copyable {
    let pointer: OpaquePointer

    init(_ job: Job, _ make: (inout OpaquePointer?) -> Int32) throws(GitError) {
        var made: OpaquePointer?
        let code = make(&made)
        guard code >= 0, let made else { throw job.failure(code) }
        pointer = made
    }

    deinit { Kind.free(pointer) }
}

extension Handle where Kind == TreeKind {
    /// The id of the tree.
    var id: ObjectID {
        git_tree_id(pointer)?.pointee.object ?? ObjectID(bytes: [UInt8](repeating: 0, count: 20))
    }
}
