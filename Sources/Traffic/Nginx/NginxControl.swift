/// What is done with an nginx from outside, wherever it runs: on this machine, or in a container.
package struct NginxControl: Sendable {
    /// The processes of an nginx, as its host shows them.
    package struct Processes: Hashable, Sendable {
        /// Which master it is: its process and when it started.
        package let master: String
        /// The workers that take new requests.
        package let workers: Set<Int>
        /// The workers that only finish what they have.
        package let leaving: Set<Int>

        /// Processes of their parts.
        package init(master: String, workers: Set<Int>, leaving: Set<Int>) {
            (self.master, self.workers, self.leaving) = (master, workers, leaving)
        }
    }

    /// Where it is, as a person would name it.
    package let place: String
    /// Reads one of its files.
    package let read: @Sendable (String) async throws -> String
    /// Puts one of its files in place, as one and lastingly.
    package let write: @Sendable (String, String) async throws -> Void
    /// Tests its configuration as it lies there; throws what nginx says against it.
    package let test: @Sendable () async throws -> Void
    /// Has it loaded anew.
    package let reload: @Sendable () async throws -> Void
    /// Its processes now.
    package let processes: @Sendable () async throws -> Processes

    /// Ways to do all that.
    package init(
        _ place: String, read: @escaping @Sendable (String) async throws -> String,
        write: @escaping @Sendable (String, String) async throws -> Void,
        test: @escaping @Sendable () async throws -> Void,
        reload: @escaping @Sendable () async throws -> Void,
        processes: @escaping @Sendable () async throws -> Processes
    ) {
        (self.place, self.read, self.write) = (place, read, write)
        (self.test, self.reload, self.processes) = (test, reload, processes)
    }
}
