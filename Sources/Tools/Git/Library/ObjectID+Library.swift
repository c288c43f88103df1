internal import CGit2

extension git_oid {
    init(_ object: ObjectID) {
        self.init()
        // An ObjectID is forty hexadecimal digits by its making, which is all that can be refused here.
        git_oid_fromstr(&self, object.hexadecimal)
    }

    var object: ObjectID { withUnsafeBytes(of: id) { ObjectID(bytes: $0) } }
}
