internal import Glibc

/// A nil-terminated array of C strings, wiped when it goes: it may hold the values of secrets.
final class CStrings {
    private var pointers: [UnsafeMutablePointer<CChar>?]

    init(_ strings: [String]) { pointers = strings.map { strdup($0) } + [nil] }

    deinit {
        for case let pointer? in pointers {
            explicit_bzero(pointer, strlen(pointer))
            free(pointer)
        }
    }

    func withPointers<Result>(_ body: ([UnsafeMutablePointer<CChar>?]) -> Result) -> Result { body(pointers) }
}
