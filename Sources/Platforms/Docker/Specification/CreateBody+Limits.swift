internal import Basis
internal import Updates

extension CreateBody {
    /// What the container may use: the keys of the service, and `deploy.resources`, of which the reader has
    /// made sure that they do not contradict each other.
    mutating func add(limits: ComposeLimits, deploy: ComposeDeploy) {
        addMemory(limits, deploy)
        addProcessors(limits, deploy)
        let processes = deploy.limits?.processes ?? limits.processes
        host["PidsLimit"] = processes.map { .integer(Int64($0.value)) }
        host["OomScoreAdj"] = limits.outOfMemoryScore.map { .integer(Int64($0.value)) }
        host["OomKillDisable"] = limits.survivesOutOfMemory.map { .bool($0.value) }
        if !limits.ulimits.isEmpty {
            host["Ulimits"] = .list(
                limits.ulimits.map { limit in
                    [
                        "Name": .text(limit.name.value), "Soft": .integer(Int64(limit.soft)),
                        "Hard": .integer(Int64(limit.hard)),
                    ]
                })
        }
        let requests = limits.devices + (deploy.reservations?.devices ?? [])
        for request in requests { append(CreateBody.value(of: request), to: "DeviceRequests") }
    }

    private mutating func addMemory(_ limits: ComposeLimits, _ deploy: ComposeDeploy) {
        let memory = deploy.limits?.memory ?? limits.memory
        let reserved = deploy.reservations?.memory ?? limits.memoryReservation
        host["Memory"] = memory.map { EngineValue($0.value) }
        host["MemoryReservation"] = reserved.map { EngineValue($0.value) }
        host["MemorySwap"] = limits.memoryAndSwap.map { limit in
            switch limit.value {
            case .unlimited: -1
            case .limited(let count): EngineValue(count)
            }
        }
        host["MemorySwappiness"] = limits.swappiness.map { .integer(Int64($0.value)) }
        host["ShmSize"] = limits.sharedMemory.map { EngineValue($0.value) }
    }

    private mutating func addProcessors(_ limits: ComposeLimits, _ deploy: ComposeDeploy) {
        let processors = deploy.limits?.processors ?? limits.processors
        host["NanoCpus"] = processors.flatMap { Int64(exactly: ($0.value * 1e9).rounded()) }
            .map { .integer($0) }
        host["CpuShares"] = limits.processorShares.map { .integer(Int64($0.value)) }
        host["CpuQuota"] = limits.processorQuota.map { .integer(Int64($0.value)) }
        host["CpuPeriod"] = limits.processorPeriod.map { .integer(Int64($0.value)) }
        host["CpusetCpus"] = limits.processorSet.map { .text($0.value) }
    }

    private static func value(of request: ComposeDeviceRequest) -> EngineValue {
        let capabilities = request.capabilities.isEmpty ? ["gpu"] : request.capabilities.map(\.value)
        var value: [String: EngineValue] = [
            "Capabilities": [.list(capabilities.map { .text($0) })]
        ]
        value["Driver"] = request.driver.map { .text($0.value) }
        value["DeviceIDs"] = texts(request.identifiers)
        value["Options"] = named(request.options)
        // Neither a number nor names means all of them.
        let count = request.count?.value ?? (request.identifiers.isEmpty ? -1 : nil)
        value["Count"] = count.map { .integer(Int64($0)) }
        return .object(value)
    }

    mutating func append(_ value: EngineValue, to field: String) {
        if case .list(let values) = host[field] {
            host[field] = .list(values + [value])
        } else {
            host[field] = .list([value])
        }
    }
}
