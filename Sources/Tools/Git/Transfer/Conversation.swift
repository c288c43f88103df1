import Basis
internal import CGit2
internal import Glibc

/// Talks to upstream: asks for its names, and takes in what is missing.
struct Conversation {
    /// Everything a callback of libgit2 needs; alive for the whole conversation.
    private final class Context {
        let job: Job
        let events: @Sendable (FetchEvent) -> Void
        /// What carries the conversation; nil where libgit2 reads the files itself.
        let subtransport: Subtransport.Definition?
        var reported: UInt32 = 0

        init(
            _ upstream: Upstream, _ job: Job, _ events: @escaping @Sendable (FetchEvent) -> Void
        ) throws(GitError) {
            (self.job, self.events) = (job, events)
            subtransport =
                switch upstream.address.way {
                case .file: nil
                case .https: Subtransport.Definition(try HTTPSCarrier(upstream, job), job)
                case .ssh: Subtransport.Definition(SSHCarrier(upstream, job), job)
                }
        }

        static func at(_ payload: UnsafeMutableRawPointer?) -> Context? {
            payload.map { Unmanaged<Context>.fromOpaque($0).takeUnretainedValue() }
        }
    }

    let upstream: Upstream
    let job: Job
    let events: @Sendable (FetchEvent) -> Void

    /// The names, and how much came. Nothing of the clone's own names is changed.
    func receive(
        into store: borrowing Store
    ) throws(GitError) -> (names: RemoteNames, received: (objects: Int, bytes: Int64)) {
        if case .file(let path) = upstream.address.way, access(path, F_OK) != 0 {
            throw .noSuchRepository(place: job.place, why: lastSystemError())
        }
        let context = try Context(upstream, job, events)
        let remote = try Handle<RemoteKind>(job) {
            git_remote_create_anonymous(&$0, store.repository.pointer, url)
        }
        defer { withExtendedLifetime(context) {} }
        return try talk(remote, context)
    }

    private func talk(
        _ remote: borrowing Handle<RemoteKind>, _ context: Context
    ) throws(GitError) -> (RemoteNames, (Int, Int64)) {
        var options = git_fetch_options()
        git_fetch_options_init(&options, UInt32(GIT_FETCH_OPTIONS_VERSION))
        options.callbacks = callbacks(context)
        options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE
        options.follow_redirects = GIT_REMOTE_REDIRECT_NONE
        try job.enter(.connecting)
        defer { git_remote_disconnect(remote.pointer) }
        try job.need(
            git_remote_connect(remote.pointer, GIT_DIRECTION_FETCH, &options.callbacks, nil, nil))
        try job.enter(.listingNames)
        let names = try names(of: remote)
        events(.connected(names: names.objects.count))
        try job.enter(.receiving)
        guard !names.objects.isEmpty else { return (names, (0, 0)) }
        try download(remote, &options)
        let total = git_remote_stats(remote.pointer)?.pointee
        return (names, (Int(total?.received_objects ?? 0), Int64(total?.received_bytes ?? 0)))
    }

    private func download(
        _ remote: borrowing Handle<RemoteKind>, _ options: inout git_fetch_options
    ) throws(GitError) {
        var code: Int32 = 0
        "+refs/heads/*:refs/heads/*".withCString { heads in
            "+refs/tags/*:refs/tags/*".withCString { tags in
                var specs: [UnsafeMutablePointer<CChar>?] = [
                    UnsafeMutablePointer(mutating: heads), UnsafeMutablePointer(mutating: tags),
                ]
                specs.withUnsafeMutableBufferPointer { buffer in
                    var list = git_strarray(strings: buffer.baseAddress, count: buffer.count)
                    code = git_remote_download(remote.pointer, &list, &options)
                }
            }
        }
        try job.need(code)
    }

    private var url: String {
        // libgit2 sees the address without user or password: those are the carriers' affair.
        upstream.address.description
    }

    private func names(of remote: borrowing Handle<RemoteKind>) throws(GitError) -> RemoteNames {
        var heads: UnsafeMutablePointer<UnsafePointer<git_remote_head>?>?
        var count = 0
        try job.need(git_remote_ls(&heads, &count, remote.pointer))
        guard count <= RemoteNames.limit else {
            throw .tooLarge(what: "the list of names", limit: "\(RemoteNames.limit) names")
        }
        var names = RemoteNames()
        for index in 0..<count {
            guard let head = heads?[index]?.pointee, let name = head.name.map({ String(cString: $0) }) else {
                continue
            }
            if name == "HEAD", let target = head.symref_target.map({ String(cString: $0) }),
                target.hasPrefix("refs/heads/")
            {
                names.defaultBranch = String(target.dropFirst("refs/heads/".utf8.count))
            }
            guard name.hasPrefix("refs/tags/") || name.hasPrefix("refs/heads/"), !name.hasSuffix("^{}") else {
                continue
            }
            names.objects[name] = head.oid.object
        }
        return names
    }

    private func callbacks(_ context: Context) -> git_remote_callbacks {
        var callbacks = git_remote_callbacks()
        git_remote_init_callbacks(&callbacks, UInt32(GIT_REMOTE_CALLBACKS_VERSION))
        callbacks.payload = Unmanaged.passUnretained(context).toOpaque()
        callbacks.transfer_progress = { progress, payload in
            guard let context = Context.at(payload), let progress = progress?.pointee else { return 0 }
            return Conversation.progress(progress, context)
        }
        callbacks.sideband_progress = { text, count, payload in
            guard let context = Context.at(payload), let text else { return 0 }
            let bytes = UnsafeRawBufferPointer(start: text, count: Int(count))
            context.events(.remark(Remark.clean(bytes)))
            return context.job.permission
        }
        if context.subtransport != nil {
            callbacks.transport = { out, remote, payload in
                guard let definition = Context.at(payload)?.subtransport else { return GIT_ERROR.rawValue }
                return Subtransport.make(out, remote, definition)
            }
        }
        return callbacks
    }

    /// An event for every percent, not for every packet.
    private static func progress(_ progress: git_indexer_progress, _ context: Context) -> Int32 {
        let step = max(1, progress.total_objects / 100)
        let isLast = progress.received_objects == progress.total_objects
        if progress.received_objects >= context.reported &+ step || isLast {
            context.reported = progress.received_objects
            context.events(
                .received(
                    objects: Int(progress.received_objects), of: Int(progress.total_objects),
                    bytes: ByteCount(Int64(progress.received_bytes))))
        }
        return context.job.permission
    }
}
