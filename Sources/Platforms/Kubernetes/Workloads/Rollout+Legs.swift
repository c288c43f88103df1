internal import Basis
internal import Ports
internal import Updates

extension Rollout {
    /// The way of a service from where it stands, whatever was done of it before.
    func legs(of lane: RolloutLane) async throws -> [RolloutLane.Leg] {
        let sides = picture.sides(of: lane.service, lane.resource)
        let serving = try await Routing(site).serving(sides)
        let side = serving?.side
        let others = sides.map(\.side).filter { $0 != side }
        switch lane.move.manner {
        case .rolling, .recreate:
            guard lane.move.isReturning else { return [.bring(side: side, replicas: nil)] }
            return returning(lane, sides: sides, serving: serving)
        case .restart: return [.restart]
        case .scale(let count): return [.scale(side: side, replicas: count)]
        case .blueGreen: return try blueGreen(lane, serving)
        case .canary(let shares):
            guard lane.resource == .deployments else { throw unfit(lane, "shares need a Deployment") }
            let all = serving?.replicas ?? lane.move.blueprint.replicas
            var legs: [RolloutLane.Leg] = []
            for share in shares where share.percent < 100 {
                let count = min(max(1, (all * share.percent + 50) / 100), max(1, all))
                legs.append(.bring(side: Sides.canary, replicas: count))
                if all > count { legs.append(.scale(side: side, replicas: all - count)) }
                legs.append(.watch(side: Sides.canary, for: share.lasting))
            }
            return legs + [.bring(side: side, replicas: all), .drop(sides: [Sides.canary] + others)]
        }
    }

    /// Back to what stood: the side that served before is proved first, then requests go there, then the rest
    /// goes.
    private func returning(
        _ lane: RolloutLane, sides: [LiveWorkload], serving: LiveWorkload?
    ) -> [RolloutLane.Leg] {
        let before = sides.first {
            ($0.annotations[ClusterLabels.configuration] ?? "") == lane.move.blueprint.configuration
                && ($0.annotations[ClusterLabels.release] ?? "adopted") == lane.move.blueprint.release
                && $0.side != Sides.canary
        }
        let goal = before?.side ?? serving?.side
        let others = sides.map(\.side).filter { $0 != goal }
        let count = lane.specification.workload.body.at("spec", "replicas")?.count
        var legs: [RolloutLane.Leg] = [.bring(side: goal, replicas: count)]
        if !others.isEmpty {
            legs += [.route([ClusterLabels.side: goal, Routing.hash: nil]), .drop(sides: others)]
        }
        return legs
    }

    private func blueGreen(
        _ lane: RolloutLane, _ serving: LiveWorkload?
    ) throws -> [RolloutLane.Leg] {
        guard lane.resource == .deployments else { throw unfit(lane, "two sides need a Deployment") }
        guard let serving else { return [.bring(side: nil, replicas: nil)] }
        let goal = lane.move.blueprint
        let isOver =
            serving.annotations[ClusterLabels.configuration] == goal.configuration
            && serving.annotations[ClusterLabels.run] == situation.run.text
        if isOver { return [.bring(side: serving.side, replicas: nil)] }
        let other = Sides.other(than: serving.side)
        var legs: [RolloutLane.Leg] = []
        if serving.side == nil, let hash = hash(of: serving) {
            // Without a side of their own, the pods that serve are told from new ones by their template
            // alone.
            legs.append(.route([Routing.hash: hash]))
        }
        legs.append(.bring(side: other, replicas: nil))
        legs.append(.route([ClusterLabels.side: other, Routing.hash: nil]))
        return legs
    }

    private func hash(of workload: LiveWorkload) -> String? {
        let hashes = picture.pods(of: workload).filter(\.isReady).compactMap { $0.labels[Routing.hash] }
        return Set(hashes).count == 1 ? hashes.first : nil
    }

    private func unfit(_ lane: RolloutLane, _ why: String) -> WorkloadFailure {
        WorkloadFailure(
            service: lane.service, name: "\(lane.resource.kind) \(lane.service)", why: why, lastWords: "",
            isReturning: lane.move.isReturning)
    }

    /// Does what a leg still lacks. True once it is over.
    func go(_ index: Int) async throws -> Bool {
        let lane = lanes[index]
        guard let leg = lane.legs.first else { return false }
        switch leg {
        case .bring(let side, let replicas):
            if !lane.isBegun { try await bring(index, side, replicas) }
            return try await isThere(index, side)
        case .restart:
            if !lane.isBegun { try await restart(index) }
            return try await isThere(index, try await served(lane)?.side)
        case .scale(let side, let count):
            if !lane.isBegun { try await scale(index, side, count) }
            return try await isThere(index, side)
        case .watch(let side, let duration):
            if lane.until == nil { lanes[index].until = .after(duration) }
            try await judge(index, side)
            return lanes[index].until?.hasPassed ?? true
        case .route(let labels):
            guard let any = picture.sides(of: lane.service, lane.resource).first else { return true }
            let words = labels.compactMapValues { $0 }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
            try await situation.leash.permit(
                "send requests of \(lane.service) to \(words.isEmpty ? "all of it" : words)",
                lasting: ClusterLimits.act)
            try await Routing(site).route(any, labels)
            return true
        case .drop(let sides):
            for one in picture.sides(of: lane.service, lane.resource) where sides.contains(one.side) {
                try await situation.leash.permit("remove \(one.name)", lasting: ClusterLimits.act)
                try await site.cluster.remove(
                    one.resource, one.name, in: site.namespace, onlyIf: one.uid,
                    by: .after(ClusterLimits.act))
            }
            return true
        }
    }

    private func served(_ lane: RolloutLane) async throws -> LiveWorkload? {
        try await Routing(site).serving(picture.sides(of: lane.service, lane.resource))
    }

    // MARK: Small acts

    private func bring(_ index: Int, _ side: String?, _ replicas: Int?) async throws {
        let lane = lanes[index]
        let cluster = site.cluster
        for one in lane.specification.settings {
            try await situation.leash.permit("apply \(one.name)", lasting: ClusterLimits.act)
            _ = try await cluster.apply(
                one.body.revealed, as: one.resource, one.name, in: site.namespace, force: true,
                by: .after(ClusterLimits.act))
        }
        var body = Sides.body(of: lane.specification.workload.body, lane.service, side)
        if let replicas, body.at("metadata", "annotations", ClusterLabels.autoscaled) == nil {
            body = body.changing(["spec", "replicas"]) { _ in .int(replicas) }
        }
        if case .recreate = lane.move.manner, lane.resource == .deployments {
            body = body.changing(["spec", "strategy"]) { _ in .object([.init("type", .string("Recreate"))]) }
        }
        if !lane.move.isReturning {
            for (key, value) in [
                ClusterLabels.run: situation.run.text, ClusterLabels.epoch: "\(situation.epoch)",
            ].sorted(by: { $0.key < $1.key }) {
                body = body.changing(["metadata", "annotations", key]) { _ in .string(value) }
            }
        }
        let name = Sides.name(lane.service, side)
        try await situation.leash.permit("apply \(lane.resource.kind) \(name)", lasting: ClusterLimits.act)
        let standing = picture.workload(lane.resource, name)
        let applying = Applying(cluster: cluster, namespace: site.namespace)
        let tree = try await applying.apply(
            body, as: lane.resource, name,
            isOurs: standing.map { $0.labels[ClusterLabels.app] != nil } ?? true,
            force: lane.move.isReturning)
        begun(index, tree)
    }

    private func restart(_ index: Int) async throws {
        let lane = lanes[index]
        guard let one = try await served(lane) else { throw unfit(lane, "there is none") }
        let note = KubernetesValue([Applying.restart: "\(situation.run)-\(situation.epoch)"])
        let body = KubernetesValue.object([]).changing(["spec", "template", "metadata", "annotations"]) { _ in
            note
        }
        try await situation.leash.permit("restart \(one.name)", lasting: ClusterLimits.act)
        begun(
            index,
            try await site.cluster.patch(
                body.revealed, of: one.resource, one.name, in: site.namespace, by: .after(ClusterLimits.act)))
    }

    private func scale(_ index: Int, _ side: String?, _ count: Int) async throws {
        let lane = lanes[index]
        let name = Sides.name(lane.service, side)
        guard let one = picture.workload(lane.resource, name) else { throw unfit(lane, "there is none") }
        if one.resource == .daemonSets { throw unfit(lane, "a DaemonSet has one pod on each node") }
        if one.annotations[ClusterLabels.autoscaled] != nil, count > 0 {
            throw unfit(lane, "an autoscaler decides how many pods it has: change its bounds")
        }
        if one.replicas == count {
            begun(index, one.tree)
            return
        }
        let body = KubernetesValue.object([]).changing(["spec", "replicas"]) { _ in .int(count) }
        try await situation.leash.permit("run \(count) of \(name)", lasting: ClusterLimits.act)
        begun(
            index,
            try await site.cluster.patch(
                body.revealed, of: one.resource, name, in: site.namespace, by: .after(ClusterLimits.act)))
    }

    private func begun(_ index: Int, _ tree: JSONTree) {
        lanes[index].isBegun = true
        guard let workload = LiveWorkload(tree, lanes[index].resource) else { return }
        lanes[index].generation = workload.generation
        picture.put(workload)
    }
}
