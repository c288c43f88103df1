internal import Basis

extension Playbook {
    /// The values of all inputs: what was given, else what they are when nothing is.
    func inputs(from given: [String: String]) throws(PlanError) -> [String: Value] {
        var values: [String: Value] = [:]
        for input in inputs {
            let key = input.name.value
            guard let text = given[key] ?? input.initial?.value else {
                throw .missingInput(key, of: name.value)
            }
            guard let value = input.value(of: text) else {
                throw .impossibleInput(key, value: text, of: name.value)
            }
            values[key] = value
        }
        let known = inputs.map(\.name.value)
        for key in given.keys.sorted() where !known.contains(key) {
            throw .unknownInput(key, of: name.value, nearest: known.nearest(to: key))
        }
        return values
    }
}
