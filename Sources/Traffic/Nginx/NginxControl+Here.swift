internal import Basis
internal import FoundationEssentials
internal import Glibc
package import Subprocesses

extension NginxControl {
    /// A test reads files and resolves names; ten seconds are for a slow name server.
    private static let testBound = Duration.seconds(10)

    /// An nginx on this machine: its configuration, the file with its master's number, and its program.
    package static func here(
        program: String = "/usr/sbin/nginx", configuration: String, pidFile: String, launcher: Launcher
    ) -> NginxControl {
        let place = "nginx with \(configuration)"
        return NginxControl(
            place, read: { try FileText.read($0) },
            write: { try await FileText.replace($0, with: $1, test: nil) },
            test: {
                let run = Invocation(.at(path: program), ["-t", "-q", "-c", configuration])
                let outcome = try await launcher.run(run, by: .after(testBound))
                guard outcome.exit.isSuccess else {
                    throw TrafficFailure(.file, at: place, why: outcome.errors.text.excerpt)
                }
            },
            reload: {
                guard kill(try master(pidFile, place), SIGHUP) == 0 else {
                    throw TrafficFailure(.unreachable, at: place, why: String(cString: strerror(errno)))
                }
            },
            processes: { try processes(of: try master(pidFile, place), place) })
    }

    private static func master(_ pidFile: String, _ place: String) throws -> Int32 {
        let text = try FileText.read(pidFile)
        guard let pid = Int32(text.excerpt), pid > 1 else {
            throw TrafficFailure(.unreachable, at: place, why: "\(pidFile) holds no process")
        }
        return pid
    }

    /// The master's children, which say by their titles what they are at.
    private static func processes(of master: Int32, _ place: String) throws -> Processes {
        guard let started = parentAndStart(of: Int(master))?.start else {
            throw TrafficFailure(.unreachable, at: place, why: "its master, process \(master), is gone")
        }
        var (workers, leaving) = (Set<Int>(), Set<Int>())
        for name in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
            guard let pid = Int(name), parentAndStart(of: pid)?.parent == Int(master) else { continue }
            let title = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") ?? Data()
            let words = String(decoding: title, as: UTF8.self)
            if words.contains("shutting down") {
                leaving.insert(pid)
            } else if words.contains("worker process") {
                workers.insert(pid)
            }
        }
        return Processes(master: "\(master) of \(started)", workers: workers, leaving: leaving)
    }

    private static func parentAndStart(of pid: Int) -> (parent: Int, start: String)? {
        guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return nil }
        let text = String(decoding: data, as: UTF8.self)
        // The name, in brackets, may have blanks in it.
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 19, let parent = Int(fields[1]) else { return nil }
        return (parent, String(fields[19]))
    }
}
