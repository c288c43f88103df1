internal import Ports
internal import Updates

/// The body of a release's entry.
struct ReleaseBody: Codable {
    let release: ReleaseRecord
    let scope: Scope
}

/// The body of a request in an inbox.
struct RequestBody: Codable {
    let request: Request
    let requester: Requester
}

/// The events of a run, read from entries that were proved.
enum EventBodies {
    /// Below this many a second thread costs more than it saves.
    private static let shareCountMin = 500

    /// Reads them side by side: for a long run that takes most of the time of a resume.
    static func read(
        _ entries: [ChainedEntry], of run: RunID, at location: String
    ) async throws -> [Entry] {
        let middle = entries.count / 2
        guard middle >= shareCountMin else { return try share(entries[...], of: run, at: location) }
        async let early = share(entries[..<middle], of: run, at: location)
        let late = try await Task { try share(entries[middle...], of: run, at: location) }.value
        return try await early + late
    }

    private static func share(
        _ entries: ArraySlice<ChainedEntry>, of run: RunID, at location: String
    ) throws(JournalError) -> [Entry] {
        // One text for all: beginning anew for each costs as much as the reading itself.
        var text: [UInt8] = [UInt8(ascii: "[")]
        for entry in entries {
            if text.count > 1 { text.append(UInt8(ascii: ",")) }
            text += entry.body
        }
        text.append(UInt8(ascii: "]"))
        guard case .success(let events) = CanonicalJSON.decode([RunEvent].self, text),
            events.count == entries.count
        else { return try oneByOne(entries, of: run, at: location) }
        return zip(entries, events).map { entry, event in
            Entry(sequence: entry.sequence ?? 0, time: entry.time, event: event)
        }
    }

    /// The slow way, which names the entry that cannot be read.
    private static func oneByOne(
        _ entries: ArraySlice<ChainedEntry>, of run: RunID, at location: String
    ) throws(JournalError) -> [Entry] {
        var read: [Entry] = []
        for entry in entries {
            let sequence = entry.sequence ?? 0
            switch CanonicalJSON.decode(RunEvent.self, entry.body) {
            case .success(let event): read.append(Entry(sequence: sequence, time: entry.time, event: event))
            case .failure(let reason):
                throw JournalError(.foreignEntry(run, sequence: sequence, why: reason.text), at: location)
            }
        }
        return read
    }
}
