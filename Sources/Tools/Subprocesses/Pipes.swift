internal import Basis
internal import Glibc

/// Both sides of a program's three streams.
///
/// The child's side is closed here when this value goes.
struct Pipes {
    typealias Source = (feeder: InputFeeder, stream: any ByteStream)

    let childInput: Descriptor
    let childOutput: Descriptor
    let childErrors: Descriptor
    let source: Source?
    let output: PipeReader
    let errors: PipeReader

    init(for input: StandardInput, on poll: ReadinessPoll) throws(SystemError) {
        let (output, errors) = (try Pipe(), try Pipe())
        (childOutput, childErrors) = (output.writing, errors.writing)
        self.output = try PipeReader(output.reading, on: poll)
        self.errors = try PipeReader(errors.reading, on: poll)
        let stream: any ByteStream
        switch input {
        case .none:
            childInput = try Descriptor.opening("/dev/null", O_RDONLY)
            source = nil
            return
        case .bytes(let bytes): stream = BytesInMemory(bytes)
        case .stream(let given): stream = given
        }
        let pipe = try Pipe()
        childInput = pipe.reading
        source = (try InputFeeder(pipe.writing, on: poll), stream)
    }
}
