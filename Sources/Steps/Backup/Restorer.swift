package import Basis
internal import Glibc
internal import Ports
package import Updates

/// Brings backups back.
///
/// Everything is restored beside what is live first, whole; only then it takes its place, by one act of the
/// database or the file system. What fails before that has touched nothing.
package struct Restorer: Sendable {
    /// How long the act may take that puts one thing in the place of another, as the lease counts it.
    private static let act = Duration.seconds(60)
    /// How often a scratch place is made before that is a failure.
    private static let tries = 3

    let setting: BackupSetting
    let deadline: Deadline
    let tell: @Sendable (Progress) -> Void
    /// Asked before each act that touches what is live.
    let permit: @Sendable (_ act: String, _ bound: Duration) async throws -> Void

    /// In a setting.
    package init(
        _ setting: BackupSetting, by deadline: Deadline,
        tell: @escaping @Sendable (Progress) -> Void = { _ in },
        permit: @escaping @Sendable (String, Duration) async throws -> Void = { _, _ in }
    ) {
        (self.setting, self.deadline, self.tell, self.permit) = (setting, deadline, tell, permit)
    }

    private var hands: Hands { Hands(setting: setting, deadline: deadline) }

    /// Brings back what is ordered.
    package func restore(_ order: RestoreOrder) async throws {
        let folder = try Shelf(setting).folder(of: order.backup.id)
        let reader = PartReader(folder: folder, opener: try await setting.opener())
        let parts = try order.parts()
        for part in parts { try await reader.prove(part) }
        for (index, part) in parts.enumerated() {
            tell(.counted("restore \(part.name)", done: index, of: parts.count))
            try await restore(part, order, from: reader)
        }
    }

    private func restore(_ part: BackupPart, _ order: RestoreOrder, from reader: PartReader) async throws {
        switch try await setting.content(part.name) {
        case .database(let login, let dialect):
            let base = login.base ?? login.name
            switch order.target {
            case .beside(let name):
                try await load(part, from: reader, into: name, login, dialect)
            case .place:
                let scratch = order.name("scratch", for: base)
                try await load(part, from: reader, into: scratch, login, dialect)
                try await permit("put what was restored in the place of \(part.name)", Restorer.act)
                try await hands.run(
                    dialect.swap(scratch, keeping: order.name("before", for: base)), for: login)
            }
        case .path(_, let path):
            try await restore(part, of: path, order, from: reader)
        case .volume(_, let volume):
            try await restore(part, ofVolume: volume, order, from: reader)
        }
    }

    /// Loads a part into a scratch place, made anew. What fails leaves none.
    func load(
        _ part: BackupPart, from reader: PartReader, into scratch: String, _ login: Login,
        _ dialect: any Dialect
    ) async throws {
        guard let loading = dialect.load(part.form, into: scratch) else {
            let engine = login.engine.rawValue
            throw BackupFailure(
                .unusable, "a \(engine) database takes no \(part.form.rawValue)", at: part.name)
        }
        try await make(scratch, login, dialect)
        do { try await hands.give(try reader.plain(part), to: loading, for: login) } catch {
            try? await hands.run(dialect.drop(scratch), for: login)
            throw error
        }
    }

    /// Makes a scratch place anew. A program that outlived its Belay may make it once more between our
    /// dropping and our making it; so it is tried again.
    private func make(_ scratch: String, _ login: Login, _ dialect: any Dialect) async throws {
        let orders = dialect.drop(scratch) + dialect.make(scratch)
        for _ in 1..<Restorer.tries {
            do { return try await hands.run(orders, for: login) } catch {
                try Task.checkCancellation()
                try await Task.sleep(for: .milliseconds(500))
            }
        }
        try await hands.run(orders, for: login)
    }

    /// Removes what stood before a restore in place, once nobody will go back to it.
    package func forget(_ order: RestoreOrder) async throws {
        for part in try order.parts() {
            switch try await setting.content(part.name) {
            case .database(let login, let dialect):
                let base = login.base ?? login.name
                try await hands.run(
                    dialect.drop(order.name("before", for: base))
                        + dialect.drop(order.name("scratch", for: base)), for: login)
            case .path(_, let path):
                try Folder.remove(order.beside(path, "scratch"))
            case .volume: break
            }
        }
    }
}
