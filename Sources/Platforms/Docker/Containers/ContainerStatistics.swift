internal import Basis

/// What a container uses. Processor time only grows: two looks and the time between them make a share.
struct ContainerStatistics: Hashable, Sendable {
    /// Nanoseconds of processor that it has used since its start.
    let processorTime: UInt64
    /// Nanoseconds of processor that the whole machine has used, all processors together.
    let machineTime: UInt64
    /// How many processors there are.
    let processors: Int
    /// The memory that it uses, without the pages of files that the kernel would give away.
    let memory: ByteCount
    /// The memory that it may use.
    let memoryLimit: ByteCount
    /// How many processes and threads it has.
    let processes: Int
}

extension ContainerStatistics: Decodable {
    private enum Key: String, CodingKey {
        case processor = "cpu_stats"
        case memory = "memory_stats"
        case processes = "pids_stats"
    }

    private struct Processor: Decodable {
        struct Usage: Decodable {
            private enum CodingKeys: String, CodingKey { case total = "total_usage" }
            let total: UInt64?
        }
        private enum CodingKeys: String, CodingKey {
            case usage = "cpu_usage"
            case machine = "system_cpu_usage"
            case count = "online_cpus"
        }
        let usage: Usage?
        let machine: UInt64?
        let count: Int?
    }

    private struct Memory: Decodable {
        private enum CodingKeys: String, CodingKey {
            case usage = "usage"
            case limit = "limit"
            case parts = "stats"
        }
        let usage: Int64?
        let limit: Int64?
        let parts: [String: UInt64]?
    }

    private struct Processes: Decodable {
        private enum CodingKeys: String, CodingKey { case current = "current" }
        let current: Int?
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        let processor = try fields.decodeIfPresent(Processor.self, forKey: .processor)
        processorTime = processor?.usage?.total ?? 0
        machineTime = processor?.machine ?? 0
        processors = processor?.count ?? 1
        let memory = try fields.decodeIfPresent(Memory.self, forKey: .memory)
        // The two versions of control groups call them differently.
        let parts = memory?.parts ?? [:]
        let files = Int64(clamping: parts["total_inactive_file"] ?? parts["inactive_file"] ?? 0)
        self.memory = ByteCount((memory?.usage ?? 0) - files)
        memoryLimit = ByteCount(memory?.limit ?? 0)
        processes = try fields.decodeIfPresent(Processes.self, forKey: .processes)?.current ?? 0
    }
}
