internal import Basis
internal import Ports
internal import Updates

/// How many layers of an image have come, told as they do.
final class Layers: Sendable {
    private let name: String
    private let leash: any Leash
    private let seen = Guarded<(all: Set<String>, done: Set<String>)>(([], []))

    init(of name: String, telling leash: any Leash) { (self.name, self.leash) = (name, leash) }

    /// Takes what the engine says; tells when another layer is there.
    @Sendable func take(_ step: ImageProgress) {
        guard let layer = step.layer else { return }
        let ends = ["Pull complete", "Already exists", "Pushed", "Layer already exists"]
        let counted: (Int, Int)? = seen.withLock { seen in
            seen.all.insert(layer)
            guard ends.contains(step.status), seen.done.insert(layer).inserted else { return nil }
            return (seen.done.count, seen.all.count)
        }
        if let (done, all) = counted { leash.tell(.counted("layers of \(name)", done: done, of: all)) }
    }
}
