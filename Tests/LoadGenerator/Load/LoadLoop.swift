internal import Glibc

/// The load itself: one thread, every request sent at its moment or as soon after it as a line is free.
struct LoadLoop {
    private let plan: LoadPlan
    private let endpoint: Endpoint
    private let waker: Int32
    private let request: [UInt8]
    private let start = LoadLoop.now()
    private let deadline: Double
    private let end: Double

    private var tally: Tally
    private var lines: [Int32: LoadLine] = [:]
    private var idle: [LoadLine] = []
    /// Scheduled moments of requests that no line has taken yet, oldest first from `nextWaiting`.
    private var waiting: [Double] = []
    private var nextWaiting = 0
    private var scheduled = 0
    private var isStopped = false

    init(_ plan: LoadPlan, _ endpoint: Endpoint, _ waker: Int32) {
        (self.plan, self.endpoint, self.waker) = (plan, endpoint, waker)
        deadline = plan.deadline / .seconds(1)
        end = start + plan.duration / .seconds(1)
        tally = Tally(slowAfter: plan.slowAfter / .seconds(1))
        let connection = plan.connections == .kept ? "keep-alive" : "close"
        let head = "GET \(plan.target.path) HTTP/1.1\r\nHost: \(plan.target.authority)\r\n"
        request = Array("\(head)User-Agent: load\r\nConnection: \(connection)\r\n\r\n".utf8)
    }

    /// Runs to the end of the plan, or until told to stop; then waits for what is under way.
    mutating func run(until isToldToStop: () -> Bool) -> LoadReport {
        while true {
            isStopped = isStopped || isToldToStop()
            let now = LoadLoop.now()
            schedule(at: now)
            expire(at: now)
            dispatch()
            if isOver(at: now) { return tally.finished(at: LoadLoop.now() - start) }
            for line in ready(within: patience(at: LoadLoop.now())) { settle(line, line.serve()) }
        }
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The moment of the next request; nil when there is none to come.
    private var next: Double? {
        let moment = start + Double(scheduled) / plan.rate
        return isStopped || moment >= end ? nil : moment
    }

    private mutating func schedule(at now: Double) {
        while let moment = next, moment <= now {
            waiting.append(moment)
            scheduled += 1
        }
    }

    private func isOver(at now: Double) -> Bool {
        next == nil && nextWaiting == waiting.count && lines.values.allSatisfy { $0.due == nil }
    }

    /// The lines that have something to do, after that many seconds at most; rounded up to a millisecond, by
    /// which a request may be late.
    private func ready(within seconds: Double) -> [LoadLine] {
        let watched = Array(lines.values)
        var waits = watched.map { line in
            pollfd(fd: line.socket, events: Int16(line.isWriting ? POLLIN | POLLOUT : POLLIN), revents: 0)
        }
        // Once told, it would be readable for ever.
        waits.append(pollfd(fd: isStopped ? -1 : waker, events: Int16(POLLIN), revents: 0))
        guard poll(&waits, nfds_t(waits.count), Int32((min(seconds, 3600) * 1000).rounded(.up))) > 0 else {
            return []
        }
        return zip(watched, waits).filter { $1.revents != 0 }.map(\.0)
    }

    /// How long to wait for them: until something is due, or expires.
    private func patience(at now: Double) -> Double {
        var moments = lines.values.compactMap(\.due)
        if nextWaiting < waiting.count { moments.append(waiting[nextWaiting]) }
        let expiry = moments.min().map { $0 + deadline }
        return max(0, [next, expiry].compactMap { $0 }.min().map { $0 - now } ?? 0)
    }

    private mutating func expire(at now: Double) {
        while nextWaiting < waiting.count, waiting[nextWaiting] + deadline <= now {
            nextWaiting += 1
            tally.failed(.neverSent)
        }
        for line in lines.values {
            if let due = line.due, due + deadline <= now {
                settle(line, .failed(line.isConnecting ? .connectTimedOut : .timedOut))
            }
        }
    }

    /// Gives waiting requests to idle lines, the one used last first, or to new ones.
    private mutating func dispatch() {
        while nextWaiting < waiting.count {
            let line: LoadLine
            if let free = idle.popLast() {
                line = free
            } else if lines.count < plan.connectionsAtMost {
                guard let made = connect() else {
                    nextWaiting += 1
                    continue
                }
                line = made
            } else {
                return
            }
            let due = waiting[nextWaiting]
            nextWaiting += 1
            settle(line, line.carry(request, due: due))
        }
        (waiting, nextWaiting) = ([], 0)
    }

    private mutating func connect() -> LoadLine? {
        let line: LoadLine
        switch endpoint.connect() {
        case .failed(let outcome):
            tally.failed(outcome)
            return nil
        case .connected(let socket): line = LoadLine(socket, isConnecting: false)
        case .underWay(let socket): line = LoadLine(socket, isConnecting: true)
        }
        tally.connected()
        lines[line.socket] = line
        return line
    }

    private mutating func settle(_ line: LoadLine, _ event: LoadLine.Event) {
        switch event {
        case .nothing: break
        case .endedIdle:
            lines[line.socket] = nil
            idle.removeAll { $0 === line }
        case .failed(let outcome):
            tally.failed(outcome)
            lines[line.socket] = nil
        case .answered(let answer):
            let now = LoadLoop.now()
            tally.answered(answer, latency: now - line.begun, at: now - start)
            if answer.keepsConnection, plan.connections == .kept {
                idle.append(line)
            } else {
                lines[line.socket] = nil
            }
        }
    }
}
