internal import Basis
internal import Glibc
internal import Ports
internal import Updates

/// A run on a terminal: its picture, drawn over itself as it changes.
final class LiveRun: RunFace {
    /// Ten pictures a second are smooth, and cost nothing.
    private static let pause = Duration.milliseconds(100)

    private struct Canvas {
        var picture: RunPicture?
        /// Lines of the picture that stands on the terminal.
        var height = 0
        var isOver = false
    }

    private let output: Output
    private let surface: Surface
    private let canvas = Guarded(Canvas())
    private let ticking = Guarded<Task<Void, Never>?>(nil)

    init(to output: Output, on surface: Surface) {
        (self.output, self.surface) = (output, surface)
        let ticker = Task.detached { [weak self] in
            while (try? await Task.sleep(for: LiveRun.pause)) != nil, let self { self.draw() }
        }
        ticking.withLock { $0 = ticker }
    }

    func noted(_ entry: Entry, of run: Run) {
        canvas.withLock { canvas in
            if canvas.picture == nil { canvas.picture = RunPicture(of: run, at: entry.time) }
            canvas.picture?.note(entry, of: run)
        }
    }

    func told(_ progress: Progress, by step: StepID) {
        canvas.withLock { $0.picture?.tell(progress, by: step) }
    }

    func warned(_ diagnostic: Diagnostic) {
        canvas.withLock { canvas in
            output.write(LiveRun.erasing(canvas.height) + diagnostic.text(on: surface) + "\n")
            canvas.height = 0
        }
    }

    func finish() {
        ticking.withLock { $0?.cancel() }
        draw()
        canvas.withLock { $0.isOver = true }
    }

    private func draw() {
        canvas.withLock { canvas in
            guard let picture = canvas.picture, !canvas.isOver else { return }
            let lines = picture.lines(on: surface, at: LiveRun.now)
            output.write(LiveRun.erasing(canvas.height) + lines.joined(separator: "\n") + "\n")
            canvas.height = lines.count
        }
    }

    /// Goes up over a picture and clears everything below.
    private static func erasing(_ height: Int) -> String {
        height == 0 ? "" : "\u{1b}[\(height)A\u{1b}[J"
    }

    private static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
