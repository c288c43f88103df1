package import Basis

/// What an expression stands for once its names are known.
package enum Value: Hashable, Sendable, Codable {
    /// Text, also the form in which every other value enters a template.
    case text(String)
    /// A number.
    case number(Double)
    /// True or false.
    case boolean(Bool)
    /// A length of time.
    case duration(Duration)
    /// A release, compared by semantic precedence.
    case release(ReleaseVersion)
    /// Several values.
    case list([Value])

    /// The type of the value.
    package var type: ValueType {
        switch self {
        case .text: .text
        case .number: .number
        case .boolean: .boolean
        case .duration: .duration
        case .release: .release
        case .list: .list
        }
    }
}

extension Value: CustomStringConvertible {
    /// The value as it is written into a template.
    package var description: String {
        switch self {
        case .text(let text): text
        case .number(let number): Int64(exactly: number).map(String.init) ?? String(number)
        case .boolean(let flag): String(flag)
        case .duration(let duration): duration.text
        case .release(let version): version.text
        case .list(let values): values.map(\.description).joined(separator: ",")
        }
    }
}
