internal import Glibc

/// A system call that was refused, with the system's own words.
struct SystemError: Error {
    let call: String
    let number: Int32

    /// A refusal with the number that the call left in `errno`, or returned.
    init(_ call: String, number: Int32 = errno) {
        self.call = call
        self.number = number
    }

    var why: String { SystemError.text(of: number) }

    /// Does what the system may refuse for the sake of a command.
    static func whileRunning<Result>(
        _ command: String, _ work: () throws(SystemError) -> Result
    ) throws(SubprocessError) -> Result {
        do { return try work() } catch { throw .refused(command: command, call: error.call, why: error.why) }
    }

    /// What the system says of an error number.
    static func text(of number: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        // The portable form fills the buffer; a number it does not know is still named there.
        _ = strerror_r(number, &buffer, buffer.count)
        let end = buffer.firstIndex(of: 0) ?? buffer.endIndex
        return String(decoding: buffer[..<end].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
