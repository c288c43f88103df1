internal import Basis
internal import Glibc

/// Stays with a program from its start until it and its group are gone, whatever becomes of those who wait.
///
/// A program that ends by itself may leave others in its group: they have `lingering` to finish, then they
/// are told to end. Whoever is told to end has `grace` before SIGKILL. `Docs/Decisions/051-…` says why.
struct Keeper: Sendable {
    // Processes that finish right behind their leader, such as the members of a pipeline, need no signal.
    private static let lingering = Duration.milliseconds(250)
    // SIGKILL works at once, except on a process that hangs in the kernel: then there is nothing to wait for.
    private static let killing = Duration.seconds(5)
    // How often a group is looked at that nothing announces the end of.
    private static let glance = Duration.milliseconds(2)
    // Looking means to read all of /proc, which is some milliseconds on a busy machine.
    private static let longestPause = Duration.milliseconds(32)

    let group: ProcessGroup
    let process: Descriptor
    let poll: ReadinessPoll
    let deadline: Deadline
    let grace: Duration

    /// Returns when the program is reaped and its group is gone, with the order that was needed for it, if
    /// any.
    func keep(_ orders: AsyncStream<EndOrder>) async -> (Ended.Fate, EndOrder?) {
        let order = await firstOrder(orders)
        var patience = Deadline.after(Keeper.lingering)
        if order != nil {
            patience = Deadline.after(grace)
            end()
            if await !exits(by: patience) { group.signal(SIGKILL) }
            guard await exits(by: .after(Keeper.killing)) else {
                return (.survives(group: group.number), order)
            }
        }
        let fate = reap()
        if await isGone(by: patience) { return (fate, order) }
        if order == nil {
            end()
            if await isGone(by: .after(grace)) { return (fate, order) }
        }
        group.signal(SIGKILL)
        if await isGone(by: .after(Keeper.killing)) { return (fate, order) }
        return (.survives(group: group.number), order)
    }

    /// Asks the group to end; whoever is stopped goes on, or could not hear it.
    private func end() {
        group.signal(SIGTERM)
        group.signal(SIGCONT)
    }

    /// Nil when the program ends by itself before anybody orders its end.
    private func firstOrder(_ orders: AsyncStream<EndOrder>) async -> EndOrder? {
        await withTaskGroup(of: EndOrder?.self) { race in
            race.addTask {
                await exits()
                return nil
            }
            race.addTask {
                try? await Task.sleep(until: deadline.instant, clock: .continuous)
                return .timedOut
            }
            race.addTask {
                for await order in orders { return order }
                return .cancelled
            }
            defer { race.cancelAll() }
            return await race.next() ?? nil
        }
    }

    private func exits(by deadline: Deadline) async -> Bool {
        await withTaskGroup(of: Void.self) { race in
            race.addTask { await exits() }
            race.addTask { try? await Task.sleep(until: deadline.instant, clock: .continuous) }
            await race.next()
            race.cancelAll()
        }
        return hasExited
    }

    /// Returns when the program has ended, or the task is cancelled.
    private func exits() async {
        while !hasExited, !Task.isCancelled {
            // A system that has no room to watch one more descriptor leaves looking now and then.
            do { try await poll.wait(for: process, .reading) } catch {
                try? await Task.sleep(for: Keeper.glance)
            }
        }
    }

    private var hasExited: Bool {
        var entry = pollfd(fd: process.number, events: Int16(POLLIN), revents: 0)
        return Glibc.poll(&entry, 1, 0) == 1
    }

    /// Takes the exit status, and with it the last trace of the program.
    private func reap() -> Ended.Fate {
        var status: Int32 = 0
        while waitpid(group.number, &status, 0) < 0 {
            guard errno == EINTR else { return .unknown(SystemError("waitpid")) }
        }
        return .exit(Exit(waitStatus: status))
    }

    private func isGone(by deadline: Deadline) async -> Bool {
        var pause = Keeper.glance
        while !group.isGone, !group.isDead {
            if deadline.hasPassed { return false }
            try? await Task.sleep(for: pause)
            pause = min(pause * 2, Keeper.longestPause)
        }
        return true
    }
}
