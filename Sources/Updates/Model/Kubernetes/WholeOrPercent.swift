/// A number of pods, or a share of them.
package enum WholeOrPercent: Hashable, Sendable {
    /// So many.
    case count(Int)
    /// So many of a hundred.
    case percent(Int)

    /// How many of `total` that is; a share is rounded as Kubernetes does it at that place.
    package func count(of total: Int, roundingUp: Bool) -> Int {
        switch self {
        case .count(let count): return count
        case .percent(let percent):
            let (product, overflow) = total.multipliedReportingOverflow(by: percent)
            guard !overflow, product <= Int.max - 99 else { return Int.max }
            return (product + (roundingUp ? 99 : 0)) / 100
        }
    }
}

extension WholeOrPercent: CustomStringConvertible {
    /// As it is written.
    package var description: String {
        switch self {
        case .count(let count): "\(count)"
        case .percent(let percent): "\(percent)%"
        }
    }
}
