internal import Basis
internal import FoundationEssentials
internal import Seals
internal import Updates

/// A plan on disk, with a hash over itself and the world that it was made for.
struct PlanFile: Sendable {
    /// The form of the file; another one is refused.
    private static let format = 1
    /// A plan of a thousand steps takes less.
    static let sizeLimit = 32 << 20

    let plan: Plan
    /// The hash, as people compare it.
    let hash: String

    private struct Stored: Codable {
        let format: Int
        let hash: String
        let plan: Plan
    }

    /// A plan to be written.
    init(_ plan: Plan) throws {
        self.plan = plan
        hash = try PlanFile.hash(of: plan)
    }

    /// Reads a file. Throws if it is none, or if somebody changed it.
    init(bytes: [UInt8], named name: String) throws(Failure) {
        let stored: Stored
        do {
            stored = try JSONDecoder().decode(Stored.self, from: Data(bytes))
        } catch {
            throw .wrongInput([
                Diagnostic(CommandCode.damagedPlan, "the file is no saved plan", at: .thing(name))
            ])
        }
        let hash = try? PlanFile.hash(of: stored.plan)
        guard stored.format == PlanFile.format, hash == stored.hash else {
            let what = "the saved plan was changed after it was written"
            throw .wrongInput([Diagnostic(CommandCode.damagedPlan, what, at: .thing(name))])
        }
        (plan, self.hash) = (stored.plan, stored.hash)
    }

    /// The file's content.
    func text() throws -> String {
        let stored = Stored(format: PlanFile.format, hash: hash, plan: plan)
        return String(decoding: try PlanFile.encoder.encode(stored), as: UTF8.self) + "\n"
    }

    private static func hash(of plan: Plan) throws -> String {
        SHA256.digest(of: Array(try encoder.encode(plan))).description
    }

    /// Equal plans give equal bytes.
    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}

extension PlanFile {
    /// Nothing if the world is still the one that the plan was made for, else what is different.
    func difference(to world: World) -> String? {
        let planned = plan.world
        if !planned.identity.isSame(as: world.identity) {
            return "it was made for \(planned.identity.name) (\(planned.identity.id)), and this is "
                + "\(world.identity.name) (\(world.identity.id))"
        }
        if planned.release != world.release {
            return "then \(planned.release?.version ?? "no release") was in force, now it is "
                + "\(world.release?.version ?? "none")"
        }
        let changed = Set(planned.services).symmetricDifference(world.services).map(\.service)
        let names = Set(changed).sorted().joined(separator: ", ")
        return names.isEmpty ? nil : "these services changed since: \(names)"
    }
}
