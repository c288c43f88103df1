internal import Basis
internal import Glibc
internal import Ports
internal import Updates

extension Asker {
    /// What is free at a path of this machine, for those who are not root.
    func disk(_ path: String) throws -> [Measured] {
        let absolute = path.hasPrefix("/") ? path : "\(situation.plan.project)/\(path)"
        var status = statvfs()
        guard statvfs(absolute, &status) == 0 else {
            throw GateFailure.noWay(what: "\(absolute): \(String(cString: strerror(errno)))", gate.span)
        }
        let block = Int64(clamping: status.f_frsize)
        let free = ByteCount(
            Int64(clamping: status.f_bavail).multipliedReportingOverflow(by: block).partialValue)
        let whole = ByteCount(
            Int64(clamping: status.f_blocks).multipliedReportingOverflow(by: block).partialValue)
        return [Measured(name: "free space at \(absolute)", amount: .bytes(free, of: whole))]
    }
}
