package import Basis

/// Which labels something must have to be chosen. All that is asked must hold.
package struct LabelSelector: Hashable, Sendable {
    /// One thing that is asked of a label.
    package struct Requirement: Hashable, Sendable {
        /// How the label's value is compared.
        package enum Relation: String, Hashable, Sendable, CaseIterable {
            /// One of the values.
            case among = "In"
            /// None of the values, or no such label.
            case notAmong = "NotIn"
            /// Any value.
            case exists = "Exists"
            /// No such label.
            case isAbsent = "DoesNotExist"
        }

        /// The label.
        package let key: Located<String>
        /// How its value is compared.
        package let relation: Located<Relation>
        /// With what.
        package let values: [Located<String>]

        /// One thing asked of a label.
        package init(key: Located<String>, relation: Located<Relation>, values: [Located<String>]) {
            (self.key, self.relation, self.values) = (key, relation, values)
        }

        fileprivate func holds(_ value: String?) -> Bool {
            switch relation.value {
            case .among: value.map { text in values.contains { $0.value == text } } ?? false
            case .notAmong: value.map { text in !values.contains { $0.value == text } } ?? true
            case .exists: value != nil
            case .isAbsent: value == nil
            }
        }
    }

    /// Labels that must have exactly these values.
    package var labels: [Named<Located<String>>]
    /// What else is asked.
    package var requirements: [Requirement] = []
    /// Where it is written.
    package let span: Span

    /// A selector of exact labels.
    package init(labels: [Named<Located<String>>], span: Span) { (self.labels, self.span) = (labels, span) }

    /// Whether nothing is asked. What that means differs from kind to kind.
    package var isEmpty: Bool { labels.isEmpty && requirements.isEmpty }

    /// Whether something with these labels is chosen.
    package func matches(_ found: [String: String]) -> Bool {
        labels.allSatisfy { found[$0.name.value] == $0.value.value }
            && requirements.allSatisfy { $0.holds(found[$0.key.value]) }
    }
}
