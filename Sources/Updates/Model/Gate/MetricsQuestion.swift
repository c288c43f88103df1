package import Basis

/// Where a value is measured.
package enum MetricsQuestion: Hashable, Sendable, Codable {
    /// A Prometheus server: a query, over a range if one is given.
    case prometheus(url: Template, query: Template, range: Located<Duration>?)
    /// A page of metrics in the text format: one series by its name and labels.
    case page(address: Address?, path: Template, series: Template)
    /// A JSON answer: a path within it.
    case json(address: Address?, target: Template, path: Located<String>)
}
