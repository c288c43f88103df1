/// What a handle was told that holds for every request of a kind: it need not be told again.
struct Habit {
    private let settings: HTTPSettings
    private let method: HTTPMethod
    private let headers: HTTPHeaders
    private let redirects: Int
    private let hasBody: Bool

    init(of request: HTTPRequest, _ settings: HTTPSettings) {
        self.settings = settings
        method = request.method
        headers = request.headers
        redirects = request.redirects
        hasBody = request.hasBody
    }

    /// Whether a request is of this kind.
    func covers(_ request: HTTPRequest, _ settings: HTTPSettings) -> Bool {
        method == request.method && hasBody == request.hasBody && redirects == request.redirects
            && headers == request.headers && self.settings == settings
    }
}
