package import Basis
internal import HTTP

extension Cluster {
    /// The name under which fields that Belay sets are its own.
    package static let manager = "belay"

    /// One object; nil if there is none.
    package func object(
        _ resource: Resource, _ name: String, in namespace: String?, by deadline: Deadline
    ) async throws(ClusterFailure) -> JSONTree? {
        do throws(ClusterFailure) {
            return try await read(
                ClusterCall(.get, resource.path(in: namespace, name), about: "\(resource.kind) \(name)"),
                by: deadline)
        } catch {
            if error.code == .notFound { return nil }
            throw error
        }
    }

    /// Sets the fields of an object that are Belay's, making it if it is not there (server-side apply).
    ///
    /// A dry run goes through admission and changes nothing. `force` takes fields from whoever has them.
    package func apply(
        _ body: [UInt8], as resource: Resource, _ name: String, in namespace: String?, force: Bool = false,
        dryRun: Bool = false, by deadline: Deadline
    ) async throws(ClusterFailure) -> JSONTree {
        var call = ClusterCall(
            HTTPMethod("PATCH"), resource.path(in: namespace, name), about: "\(resource.kind) \(name)")
        call.query = [("fieldManager", Cluster.manager), ("force", force ? "true" : "false")]
        if dryRun { call.query.append(("dryRun", "All")) }
        call.contentType = "application/apply-patch+yaml"
        call.body = body
        // What is set twice is set once.
        call.mayBeRepeated = true
        return try await read(call, by: deadline)
    }

    /// Makes an object. One of its name that is there already is a failure.
    package func create(
        _ body: [UInt8], as resource: Resource, _ name: String, in namespace: String?, by deadline: Deadline
    ) async throws(ClusterFailure) -> JSONTree {
        var call = ClusterCall(.post, resource.path(in: namespace), about: "\(resource.kind) \(name)")
        call.query = [("fieldManager", Cluster.manager)]
        call.body = body
        return try await read(call, by: deadline)
    }

    /// Writes an object over the version that was read; a later one is `cluster.conflict`.
    package func replace(
        _ body: [UInt8], as resource: Resource, _ name: String, in namespace: String?, by deadline: Deadline
    ) async throws(ClusterFailure) -> JSONTree {
        var call = ClusterCall(.put, resource.path(in: namespace, name), about: "\(resource.kind) \(name)")
        call.query = [("fieldManager", Cluster.manager)]
        call.body = body
        return try await read(call, by: deadline)
    }

    /// Changes single fields of an object (a merge patch), or of its subresource.
    package func patch(
        _ body: [UInt8], of resource: Resource, _ name: String, _ subresource: String? = nil,
        in namespace: String?, by deadline: Deadline
    ) async throws(ClusterFailure) -> JSONTree {
        let path = resource.path(in: namespace, name, subresource)
        var call = ClusterCall(HTTPMethod("PATCH"), path, about: "\(resource.kind) \(name)")
        call.query = [("fieldManager", Cluster.manager)]
        call.contentType = "application/merge-patch+json"
        call.body = body
        call.mayBeRepeated = true
        return try await read(call, by: deadline)
    }

    /// Removes an object; what it keeps goes with it, in the background. False if there is none.
    @discardableResult
    package func remove(
        _ resource: Resource, _ name: String, in namespace: String?, onlyIf uid: String? = nil,
        by deadline: Deadline
    ) async throws(ClusterFailure) -> Bool {
        var call = ClusterCall(
            .delete, resource.path(in: namespace, name), about: "\(resource.kind) \(name)")
        let only = uid.map { ",\"preconditions\":{\"uid\":\"\(JSONTree.escaped($0))\"}" } ?? ""
        let text =
            "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\",\"propagationPolicy\":\"Background\"\(only)}"
        call.body = Array(text.utf8)
        do throws(ClusterFailure) {
            _ = try await read(call, by: deadline)
            return true
        } catch {
            if error.code == .notFound || uid != nil && error.code == .conflict { return false }
            throw error
        }
    }

    /// Everything of a kind that has these labels, page by page, and the version as of which that is so.
    package func list(
        _ resource: Resource, in namespace: String?, labels: String? = nil, fields: String? = nil,
        by deadline: Deadline
    ) async throws(ClusterFailure) -> ObjectList {
        var query = [("limit", "\(ClusterLimits.pageSize)")]
        if let labels { query.append(("labelSelector", labels)) }
        if let fields { query.append(("fieldSelector", fields)) }
        do throws(ClusterFailure) {
            return try await pages(of: resource, in: namespace, query, by: deadline)
        } catch {
            // The rest of a list that took too long is forgotten by the server: once more from the beginning.
            guard error.code == .expired else { throw error }
            return try await pages(of: resource, in: namespace, query, by: deadline)
        }
    }

    private func pages(
        of resource: Resource, in namespace: String?, _ query: [(String, String)], by deadline: Deadline
    ) async throws(ClusterFailure) -> ObjectList {
        var items: [JSONTree] = []
        var next: String?
        for _ in 0..<ClusterLimits.pages {
            var call = ClusterCall(.get, resource.path(in: namespace), about: resource.plural)
            call.query = query.map { (name: $0.0, value: $0.1) }
            if let next { call.query.append(("continue", next)) }
            let page = try await read(call, atMost: ClusterLimits.page, by: deadline)
            items += page["items"]?.items ?? []
            next = page["metadata"]?["continue"]?.string.flatMap { $0.isEmpty ? nil : $0 }
            if next == nil {
                return ObjectList(items: items, version: page["metadata"]?["resourceVersion"]?.string ?? "")
            }
        }
        throw ClusterFailure(.failed, at: resource.plural, why: "there are too many of them")
    }
}
