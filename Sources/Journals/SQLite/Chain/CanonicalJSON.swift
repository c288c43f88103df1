internal import Basis
internal import FoundationEssentials
internal import Ports

/// What stands in bodies: keys in order, no space, slashes as they are.
enum CanonicalJSON {
    static func encode(_ value: some Encodable, at location: String) throws(JournalError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do { return Array(try encoder.encode(value)) } catch {
            throw JournalError(.failed("it cannot be written as JSON: \(error)"), at: location)
        }
    }

    /// Nil for what is nothing of the kind; why that is comes with it.
    static func decode<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) -> Result<Value, Reason> {
        do { return .success(try JSONDecoder().decode(type, from: Data(bytes))) } catch {
            return .failure(Reason(text: "\(error)"))
        }
    }

    struct Reason: Error {
        let text: String
    }
}
