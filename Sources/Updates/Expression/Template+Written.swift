internal import Basis

extension Template {
    /// The text as it is written, its names unfilled: what people may be shown.
    package var written: String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .name(let name, _): "${\(name.value)}"
            }
        }.joined()
    }
}
