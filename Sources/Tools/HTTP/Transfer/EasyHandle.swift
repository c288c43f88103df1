internal import CCurl
internal import Glibc

/// One of the library's handles with everything that must live as long as its settings.
///
/// Sendable without the compiler's proof: a handle belongs to the loop that made it and is touched on that
/// loop's thread alone, the one exception being `deinit`, which by its nature has no company.
final class EasyHandle: @unchecked Sendable {
    let raw: UnsafeMutableRawPointer
    private let text: UnsafeMutablePointer<CChar>
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    /// The first setting that was not taken.
    private(set) var flaw = CURLE_OK
    /// What it was told to do and would do again.
    var habit: Habit?

    init?(sharing share: UnsafeMutableRawPointer?) {
        guard let raw = curl_easy_init() else { return nil }
        self.raw = raw
        text = .allocate(capacity: Int(CURL_ERROR_SIZE))
        text.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        // The one setting that outlives a reset.
        set(CURLOPT_SHARE, pointer: share)
        set(CURLOPT_ERRORBUFFER, pointer: text)
    }

    deinit {
        curl_easy_cleanup(raw)
        lists.forEach(curl_slist_free_all)
        text.deallocate()
    }

    /// Forgets every setting, so that the handle serves for anything.
    func reset() {
        curl_easy_reset(raw)
        lists.forEach(curl_slist_free_all)
        lists = []
        flaw = CURLE_OK
        habit = nil
        set(CURLOPT_ERRORBUFFER, pointer: text)
    }

    /// Forgets what the library said of the transfer before.
    func forgetWords() { text[0] = 0 }

    private func keep(_ code: CURLcode) { if flaw == CURLE_OK { flaw = code } }

    func set(_ option: CURLoption, _ value: Int) { keep(ccurl_set_long(raw, option, value)) }
    func set(_ option: CURLoption, offset: Int64) { keep(ccurl_set_offset(raw, option, curl_off_t(offset))) }
    func set(_ option: CURLoption, _ value: String?) { keep(ccurl_set_text(raw, option, value)) }
    func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer?) {
        keep(ccurl_set_pointer(raw, option, pointer))
    }
    func set(_ option: CURLoption, blob: [UInt8]) { keep(ccurl_set_blob(raw, option, blob, blob.count)) }
    func set(_ option: CURLoption, callback: @escaping curl_write_callback) {
        keep(ccurl_set_callback(raw, option, callback))
    }
    func set(beforeSending callback: @escaping curl_prereq_callback) {
        keep(ccurl_set_before_sending(raw, callback))
    }

    /// Sets an option that is a list of lines.
    func set(_ option: CURLoption, lines: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = curl_slist_append(list, line) else {
                keep(CURLE_OUT_OF_MEMORY)
                break
            }
            list = longer
        }
        guard let list else { return }
        lists.append(list)
        set(option, pointer: list)
    }

    func number(_ info: CURLINFO) -> Int {
        var value = 0
        return ccurl_get_long(raw, info, &value) == CURLE_OK ? value : 0
    }

    /// Whether a moment of the transfer has been reached.
    func hasReached(_ info: CURLINFO) -> Bool {
        var value: curl_off_t = 0
        return ccurl_get_offset(raw, info, &value) == CURLE_OK && value > 0
    }

    /// The library's own words for a code, the particular ones if it left any.
    func words(for code: CURLcode) -> String {
        let particular = String(cString: text)
        let general = String(cString: curl_easy_strerror(code))
        let words = particular.isEmpty ? general : particular
        return "\(words) (libcurl \(code.rawValue))"
    }

    func failure(_ code: CURLcode, at place: String, phase: HTTPPhase? = nil) -> HTTPFailure {
        let text = words(for: code)
        let ours = HTTPCode(
            code, osError: Int32(truncatingIfNeeded: number(CURLINFO_OS_ERRNO)),
            verification: number(CURLINFO_SSL_VERIFYRESULT), text: text)
        return HTTPFailure(ours, at: place, why: text, phase: ours == .timedOut ? phase : nil)
    }
}
