/// A program to be started for a container, and whose it is.
struct LaunchOrder: Sendable {
    let key: ObjectKey
    let uid: String
    let container: String
    /// The run of the container that it is: a later one has another.
    let id: String
    let command: [String]
    let variables: [String: String]
    let takesInput: Bool
}

extension World {
    /// The longest log that is kept, as long as a kubelet's.
    private static let longestLog = 10 << 20

    /// A program has printed something.
    mutating func printed(_ bytes: [UInt8], by order: LaunchOrder) {
        change(order) { life in
            if life.log.count < World.longestLog { life.log += bytes }
        }
        for bell in bells.values { bell.ring() }
    }

    /// A program has ended.
    mutating func ended(_ code: Int32, _ order: LaunchOrder) {
        change(order) { life in
            guard case .running(_, let started) = life.state else { return }
            life.finish(code: code, "Completed", started)
        }
        touch(order.key)
        for bell in bells.values { bell.ring() }
    }

    private mutating func change(_ order: LaunchOrder, _ change: (inout ContainerLife) -> Void) {
        guard var life = lives[order.uid] else { return }
        for index in life.containers.indices where life.containers[index].id == order.id {
            change(&life.containers[index])
        }
        for index in life.initial.indices where life.initial[index].id == order.id {
            change(&life.initial[index])
        }
        lives[order.uid] = life
    }
}
