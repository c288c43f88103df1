internal import Basis

/// When an image is pulled: the key `pull_policy`.
package enum ComposePullPolicy: Hashable, Sendable {
    /// Each time.
    case always
    /// Not at all.
    case never
    /// If the engine has none of that name.
    case missing
    /// It is built instead.
    case build
    /// If the one that the engine has is older.
    case every(Duration)

    /// Reads what stands behind `pull_policy`.
    package init?(_ text: String) {
        switch text {
        case "always": self = .always
        case "never": self = .never
        case "missing", "if_not_present": self = .missing
        case "build": self = .build
        case "daily": self = .every(.seconds(86_400))
        case "weekly": self = .every(.seconds(7 * 86_400))
        default:
            guard text.hasPrefix("every_"), let age = Duration(text: text.dropFirst(6)) else {
                return nil
            }
            self = .every(age)
        }
    }
}
