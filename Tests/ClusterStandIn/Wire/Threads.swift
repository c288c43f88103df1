internal import Glibc

/// Runs blocking work where it holds up nobody.
func onThread(_ work: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
        let work: @Sendable () -> Void
        init(_ work: @escaping @Sendable () -> Void) { self.work = work }
    }
    var thread = pthread_t()
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 2 << 20)
    defer { pthread_attr_destroy(&attributes) }
    let code = pthread_create(
        &thread, &attributes,
        { pointer in
            if let pointer { Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue().work() }
            return nil
        }, Unmanaged.passRetained(Box(work)).toOpaque())
    precondition(code == 0, "the machine has room for a thread")
    pthread_detach(thread)
}

/// Something that a thread sleeps on until another one rings.
final class Bell: Sendable {
    private let reading: Int32
    private let writing: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        precondition(pipe(&ends) == 0, "the process may open two more descriptors")
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        close(reading)
        close(writing)
    }

    func ring() { _ = Glibc.write(writing, "!", 1) }

    /// Sleeps until it is rung, the other descriptor has something, or the time is over; whether the other
    /// has.
    @discardableResult
    func sleep(milliseconds: Int, besides other: Int32 = -1) -> Bool {
        var waits = [
            pollfd(fd: reading, events: Int16(POLLIN), revents: 0),
            pollfd(fd: other, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&waits, 2, Int32(clamping: milliseconds))
        var heard = [UInt8](repeating: 0, count: 256)
        if waits[0].revents != 0 { while Glibc.read(reading, &heard, 256) == 256 {} }
        return waits[1].revents != 0
    }
}
