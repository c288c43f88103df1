internal import Basis
internal import CLinux
internal import Glibc

extension Keeper {
    /// Takes charge of a program that was just started.
    ///
    /// When that fails, the program is ended here and now.
    init(_ process: pid_t, on poll: ReadinessPoll, deadline: Deadline, grace: Duration) throws(SystemError) {
        group = ProcessGroup(number: process)
        do throws(SystemError) {
            let descriptor = linux_pidfd_open(process)
            guard descriptor >= 0 else { throw SystemError("pidfd_open") }
            self.process = try Descriptor(takingOver: descriptor)
        } catch {
            group.signal(SIGKILL)
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            throw error
        }
        (self.poll, self.deadline, self.grace) = (poll, deadline, grace)
    }
}
