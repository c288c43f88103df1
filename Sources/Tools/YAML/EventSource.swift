internal import CYAML

/// The parser of libyaml, and the one event that it has given last.
///
/// Owns both.
struct EventSource: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let event: UnsafeMutablePointer<yaml_event_t>

    /// Begins to parse bytes that stay where they are for as long as this lives; nil without memory.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        parser = .allocate(capacity: 1)
        event = .allocate(capacity: 1)
        event.initialize(to: yaml_event_t())
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            event.deallocate()
            return nil
        }
        // An empty array may have no address; the parser then never looks, but wants one.
        yaml_parser_set_input_string(parser, bytes.baseAddress ?? UnsafePointer(bitPattern: 1), bytes.count)
    }

    deinit {
        yaml_event_delete(event)
        yaml_parser_delete(parser)
        event.deallocate()
        parser.deallocate()
    }

    /// The next event, valid until the next call; nil if the text is no YAML.
    mutating func next() -> UnsafePointer<yaml_event_t>? {
        yaml_event_delete(event)
        return yaml_parser_parse(parser, event) == 1 ? UnsafePointer(event) : nil
    }

    /// What the parser says after it gave no event.
    var complaint: Complaint {
        let words = { (pointer: UnsafePointer<CChar>?) in pointer.map { String(cString: $0) } ?? "" }
        return Complaint(
            problem: parser.pointee.error == YAML_MEMORY_ERROR
                ? "out of memory" : words(parser.pointee.problem),
            mark: TreeRecord.Mark(parser.pointee.problem_mark),
            context: words(parser.pointee.context),
            contextMark: TreeRecord.Mark(parser.pointee.context_mark))
    }
}

extension TreeRecord.Mark {
    init(_ mark: yaml_mark_t) {
        self.init(
            line: UInt32(truncatingIfNeeded: mark.line), column: UInt32(truncatingIfNeeded: mark.column))
    }
}
