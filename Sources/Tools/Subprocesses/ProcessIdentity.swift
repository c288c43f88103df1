internal import CLinux
internal import Glibc

/// Which process somebody is, beyond its number, which is given to the next one: so that it can be asked for
/// later whether it is still there, and be ended without hitting anybody else.
package struct ProcessIdentity: Hashable, Sendable {
    /// What is known of a process that was written down once.
    package enum Standing: Hashable, Sendable {
        /// It is there.
        case alive
        /// It has ended.
        case dead
        /// It cannot be seen from here: it ran on another machine, before this one's last start, or among the
        /// processes of another container.
        case unseen
    }

    /// What became of an attempt to end it.
    package enum End: Hashable, Sendable {
        /// It is gone.
        case gone
        /// It cannot be seen from here.
        case unseen
        /// It is not ours to end.
        case refused
        /// It hangs in the kernel.
        case survives
    }

    /// Which start of which machine, and which of its worlds of processes: numbers mean nothing in another.
    package let boot: String
    /// The number.
    package let number: Int
    /// When it started, in ticks since the machine did.
    package let started: Int

    /// One that was written down.
    package init(boot: String, number: Int, started: Int) {
        (self.boot, self.number, self.started) = (boot, number, started)
    }

    /// This process.
    package static var current: ProcessIdentity {
        let number = Int(getpid())
        return ProcessIdentity(
            boot: ProcessIdentity.boot, number: number, started: ProcessStatus(of: number)?.started ?? 0)
    }

    /// Whether it is still there.
    package var standing: Standing {
        guard boot == ProcessIdentity.boot else { return .unseen }
        guard let status = ProcessStatus(of: number) else {
            // Where /proc hides what others run, a process that is there has no status.
            let isThere = Glibc.kill(pid_t(truncatingIfNeeded: number), 0) == 0 || errno == EPERM
            return isThere ? .unseen : .dead
        }
        return status.started == started && !status.hasEnded ? .alive : .dead
    }

    /// Ends it with SIGKILL, and waits for so many milliseconds at most until it is gone.
    package func kill(within milliseconds: Int32) -> End {
        guard boot == ProcessIdentity.boot else { return .unseen }
        // The order matters: what the descriptor is of cannot change any more, so it is looked at afterwards.
        let descriptor = linux_pidfd_open(pid_t(truncatingIfNeeded: number))
        guard descriptor >= 0 else { return errno == ESRCH ? .gone : .refused }
        defer { close(descriptor) }
        switch standing {
        case .alive: break
        case .dead: return .gone
        case .unseen: return .unseen
        }
        guard linux_pidfd_send_signal(descriptor, SIGKILL) == 0 else {
            return errno == ESRCH ? .gone : .refused
        }
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while true {
            let ready = poll(&entry, 1, milliseconds)
            if ready < 0, errno == EINTR { continue }
            return ready == 1 ? .gone : .survives
        }
    }

    /// The start of this machine, and the world of processes that we see.
    private static let boot: String = {
        var link = [CChar](repeating: 0, count: 64)
        let count = readlink("/proc/self/ns/pid", &link, link.count)
        let world = String(decoding: link.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        let start = ProcessStatus.text(of: "/proc/sys/kernel/random/boot_id") ?? ""
        return "\(start.prefix { !$0.isNewline }) \(world)"
    }()
}
