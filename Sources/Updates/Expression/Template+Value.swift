internal import Basis

extension Template {
    /// The text with every name filled in by what `lookUp` gives it.
    ///
    /// Pure, like the value of a condition. A name without a value takes its fallback.
    package func text(_ lookUp: (NamePath) -> Value?) throws(ExpressionError) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .text(let piece):
                text += piece
            case .name(let name, let fallback):
                if let value = lookUp(name.value) {
                    text += value.description
                } else if let fallback {
                    text += try fallback.value(lookUp).description
                } else {
                    throw .noValue(name)
                }
            }
        }
        return text
    }
}
