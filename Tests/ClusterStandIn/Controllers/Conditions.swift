/// The conditions of a status: each type once, its transition's moment kept while the answer is the same.
enum Conditions {
    static func set(
        _ type: String, _ status: String, _ reason: String = "", _ message: String = "",
        in list: inout [JSON],
        hasUpdateTime: Bool = false
    ) {
        let now = JSON.text(Moment.text())
        let index = list.firstIndex { $0.words("type") == type }
        var condition: JSON = ["type": .text(type), "status": .text(status)]
        if !reason.isEmpty { condition["reason"] = .text(reason) }
        if !message.isEmpty { condition["message"] = .text(message) }
        var before = index.map { list[$0] } ?? [:]
        let (transition, update) = (before["lastTransitionTime"], before["lastUpdateTime"])
        let isSame = before.words("status") == status
        before["lastTransitionTime"] = nil
        before["lastUpdateTime"] = nil
        if before == condition { return }
        condition["lastTransitionTime"] = isSame ? transition ?? now : now
        if hasUpdateTime { condition["lastUpdateTime"] = now }
        if hasUpdateTime, isSame, before["reason"] == condition["reason"] {
            condition["lastUpdateTime"] = update ?? now
        }
        if let index { list[index] = condition } else { list.append(condition) }
    }

    static func get(_ type: String, in list: [JSON]) -> JSON? { list.first { $0.words("type") == type } }
}
