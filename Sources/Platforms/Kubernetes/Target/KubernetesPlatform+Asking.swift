package import Basis
internal import FoundationEssentials
package import Ports

extension KubernetesPlatform {
    /// What a command in a pod may print before the rest is dropped.
    private static let outputLimit = ByteCount.mebibytes(1)

    /// The output of a service's pods since a moment, one after the other.
    package func logs(of service: String, since: Duration, limit: ByteCount) async throws -> String {
        var all: [UInt8] = []
        for pod in try await pods(of: service) where pod.phase == "Running" {
            var rules = LogRules()
            rules.since = since
            let body = try await cluster.logs(
                of: pod.name, container: pod.mainContainer(of: service), in: site.namespace, rules,
                by: .after(ClusterLimits.look))
            while let piece = try await body.next() {
                all += piece
                let excess = all.count - Int(limit.bytes)
                if excess > 0 { all.removeFirst(excess) }
            }
        }
        return String(decoding: all, as: UTF8.self)
    }

    /// Runs a command in a ready pod of a service. Variables go before it by `env`, which every image with a
    /// shell has; their values travel in the request, which the server may log: pass what is secret as input.
    package func execute(
        _ command: [String], in service: String, variables: [String: Secret], input: (any ByteStream)?,
        deadline: Deadline
    ) async throws -> CommandResult {
        guard let pod = try await pods(of: service).first(where: \.isReady) else {
            throw ClusterFailure(.noPod, at: "service \(service)", why: "none of its pods is ready")
        }
        let assignments = variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.reveal())" }
        let words = assignments.isEmpty ? command : ["env"] + assignments + command
        var order = PodCommand(words, in: pod.name, container: pod.mainContainer(of: service))
        order.input = input
        let running = try await cluster.start(order, in: site.namespace, by: deadline)
        var (output, errors): ([UInt8], [UInt8]) = ([], [])
        let limit = Int(KubernetesPlatform.outputLimit.bytes)
        while let piece = try await running.next() {
            switch piece {
            case .output(let bytes): output += bytes.prefix(max(0, limit - output.count))
            case .errors(let bytes): errors += bytes.prefix(max(0, limit - errors.count))
            }
        }
        return CommandResult(
            exitCode: running.exitCode ?? -1, output: String(decoding: output, as: UTF8.self),
            errors: String(decoding: errors, as: UTF8.self))
    }

    /// The addresses of a service's ready pods, as its cluster's network knows them.
    package func addresses(of service: String, port: Int?) async throws -> [Endpoint] {
        try await pods(of: service).filter(\.isReady).compactMap { pod in
            guard let address = pod.address, let port = port ?? pod.port else { return nil }
            return Endpoint(replica: pod.uid, host: address, port: port)
        }
    }

    /// What a service's pods use, as the cluster's metrics server last measured it.
    package func usage(of service: String) async throws -> [Usage] {
        let pods = try await pods(of: service)
        let metrics = Resource("metrics.k8s.io/v1beta1", "PodMetrics", "pods")
        let list = try await cluster.list(metrics, in: site.namespace, by: .after(ClusterLimits.look))
        return pods.compactMap { pod in
            guard let found = list.items.first(where: { $0["metadata"]?["name"]?.string == pod.name })
            else { return nil }
            let containers = (found["containers"]?.items ?? []).map { $0["usage"] }
            let processors = containers.compactMap { $0?["cpu"]?.string.flatMap(Amount.number) }.reduce(0, +)
            let memory = containers.compactMap { $0?["memory"]?.string.flatMap(Amount.number) }.reduce(0, +)
            return Usage(
                replica: pod.uid, processors: processors, memory: ByteCount(Int64(min(memory, 1e18))),
                restarts: pod.containers.map(\.restarts).reduce(0, +))
        }
    }

    /// The pods of a service's serving side.
    func pods(of service: String) async throws -> [LivePod] {
        let sides = try await site.workloads().filter { $0.service == service }
        guard let one = try await Routing(site).serving(sides) else {
            throw ClusterFailure(.notFound, at: "service \(service)", why: "there is no such workload")
        }
        let list = try await cluster.list(
            .pods, in: site.namespace, labels: one.podSelector, by: .after(ClusterLimits.look))
        var picture = ClusterPicture()
        picture.take(.all(list.items), of: .pods)
        return picture.pods(of: one)
    }
}

/// Amounts as clusters write them: `250m`, `64Mi`, `1.5`, `12e6`.
enum Amount {
    private static let units: [String: Double] = [
        "": 1, "n": 1e-9, "u": 1e-6, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15,
        "E": 1e18, "Ki": 1024, "Mi": 1_048_576, "Gi": 1_073_741_824, "Ti": 1_099_511_627_776,
        "Pi": 1_125_899_906_842_624, "Ei": 1_152_921_504_606_846_976,
    ]

    /// The number; nil if it is none.
    static func number(_ text: String) -> Double? {
        if let plain = Double(text), plain.isFinite { return plain }
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-" || $0 == "+") }
        guard let number = Double(digits), let unit = units[String(text.dropFirst(digits.count))] else {
            return nil
        }
        return number * unit
    }
}
