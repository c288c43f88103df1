internal import CLinux

/// The two ends of a new pipe, neither of them inherited by anyone.
struct Pipe {
    let reading: Descriptor
    let writing: Descriptor

    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard linux_pipe_cloexec(&ends) == 0 else { throw SystemError("pipe2") }
        // Both are owned before either can fail to move, so that none stays open.
        let reading = Result { () throws(SystemError) in try Descriptor(takingOver: ends[0]) }
        let writing = Result { () throws(SystemError) in try Descriptor(takingOver: ends[1]) }
        self.reading = try reading.get()
        self.writing = try writing.get()
    }
}
