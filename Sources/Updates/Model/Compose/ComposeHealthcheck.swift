package import Basis

/// How the health of a container is asked.
package struct ComposeHealthcheck: Equatable, Sendable {
    /// Whether the check of the image is switched off.
    package var isDisabled: Located<Bool>?
    /// The command, beginning with `CMD`, `CMD-SHELL` or `NONE`; nil leaves the image's.
    package var test: Located<[ComposeText]>?
    /// The time between two checks.
    package var interval: Located<Duration>?
    /// How long one check may take.
    package var timeout: Located<Duration>?
    /// How many failures in a row make it unhealthy.
    package var retries: Located<Int>?
    /// How long failures do not count after the start.
    package var startPeriod: Located<Duration>?
    /// The time between two checks in that period.
    package var startInterval: Located<Duration>?

    /// Nothing said yet.
    package init() {}

    /// Whether there is a check at all: it is not switched off, here or by `NONE`.
    package var isActive: Bool {
        isDisabled?.value != true && test?.value.first?.written != "NONE"
    }
}
