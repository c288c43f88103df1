/// What a whole answer said.
struct Answer: Hashable {
    var status: Int
    var version: String?
    var keepsConnection: Bool
}
