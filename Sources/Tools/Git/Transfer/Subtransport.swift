internal import CGit2

/// Lets libgit2 speak its protocol over a carrier of ours: none of its own transports touches the network.
enum Subtransport {
    /// What a transport is made from; it must outlive the remote.
    final class Definition {
        let carrier: any Carrier
        let job: Job
        /// A carrier of one long conversation has one stream: libgit2 insists on the same one for each part.
        fileprivate var stream: UnsafeMutablePointer<git2_subtransport_stream>?

        init(_ carrier: any Carrier, _ job: Job) { (self.carrier, self.job) = (carrier, job) }
    }

    /// Makes the transport for a remote: called by libgit2's callback of that name.
    static func make(
        _ out: UnsafeMutablePointer<UnsafeMutablePointer<git_transport>?>?, _ remote: OpaquePointer?,
        _ definition: Definition
    ) -> Int32 {
        var subtransport = git_smart_subtransport_definition(
            callback: { out, _, parameter in Subtransport.make(out, parameter) },
            rpc: definition.carrier.asksAnew ? 1 : 0, param: Unmanaged.passUnretained(definition).toOpaque())
        return git_transport_smart(out, remote, &subtransport)
    }

    private static func make(
        _ out: UnsafeMutablePointer<UnsafeMutablePointer<git_smart_subtransport>?>?,
        _ parameter: UnsafeMutableRawPointer?
    ) -> Int32 {
        guard let out, let parameter else { return GIT_ERROR.rawValue }
        let definition = Unmanaged<Definition>.fromOpaque(parameter).takeUnretainedValue()
        let made = UnsafeMutablePointer<git2_subtransport>.allocate(capacity: 1)
        made.initialize(to: git2_subtransport())
        made.pointee.state = Unmanaged.passRetained(definition).toOpaque()
        made.pointee.parent.action = { out, transport, _, service in
            Subtransport.act(out, transport, service)
        }
        made.pointee.parent.close = { transport in
            Subtransport.definition(transport)?.carrier.close()
            return 0
        }
        made.pointee.parent.free = { transport in
            guard let transport else { return }
            let ours = UnsafeMutableRawPointer(transport).assumingMemoryBound(to: git2_subtransport.self)
            Unmanaged<Definition>.fromOpaque(ours.pointee.state).release()
            ours.deallocate()
        }
        out.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(to: git_smart_subtransport.self)
        return 0
    }

    private static func definition(
        _ transport: UnsafeMutablePointer<git_smart_subtransport>?
    ) -> Definition? {
        guard let transport else { return nil }
        let ours = UnsafeMutableRawPointer(transport).assumingMemoryBound(to: git2_subtransport.self)
        return Unmanaged<Definition>.fromOpaque(ours.pointee.state).takeUnretainedValue()
    }

    private static func act(
        _ out: UnsafeMutablePointer<UnsafeMutablePointer<git_smart_subtransport_stream>?>?,
        _ transport: UnsafeMutablePointer<git_smart_subtransport>?, _ service: git_smart_service_t
    ) -> Int32 {
        guard let out, let transport, let definition = definition(transport) else {
            return GIT_ERROR.rawValue
        }
        do throws(GitError) {
            switch service {
            case GIT_SERVICE_UPLOADPACK_LS: try definition.carrier.begin(.names)
            case GIT_SERVICE_UPLOADPACK: try definition.carrier.begin(.objects)
            default: return GIT_ERROR.rawValue
            }
        } catch { return definition.job.abandon(error) }
        let stream = definition.stream ?? makeStream(transport, definition)
        out.pointee = UnsafeMutableRawPointer(stream)
            .assumingMemoryBound(to: git_smart_subtransport_stream.self)
        return 0
    }

    private static func makeStream(
        _ transport: UnsafeMutablePointer<git_smart_subtransport>, _ definition: Definition
    ) -> UnsafeMutablePointer<git2_subtransport_stream> {
        let stream = UnsafeMutablePointer<git2_subtransport_stream>.allocate(capacity: 1)
        stream.initialize(to: git2_subtransport_stream())
        stream.pointee.state = Unmanaged.passRetained(definition).toOpaque()
        stream.pointee.parent.subtransport = transport
        stream.pointee.parent.read = { stream, buffer, size, read in
            Subtransport.read(stream, UnsafeMutableRawBufferPointer(start: buffer, count: size), read)
        }
        stream.pointee.parent.write = { stream, bytes, count in
            Subtransport.write(stream, UnsafeRawBufferPointer(start: bytes, count: count))
        }
        stream.pointee.parent.free = { stream in
            guard let stream else { return }
            let ours = UnsafeMutableRawPointer(stream).assumingMemoryBound(to: git2_subtransport_stream.self)
            let definition = Unmanaged<Definition>.fromOpaque(ours.pointee.state)
            definition.takeUnretainedValue().stream = nil
            definition.release()
            ours.deallocate()
        }
        definition.stream = stream
        return stream
    }

    private static func definition(
        _ stream: UnsafeMutablePointer<git_smart_subtransport_stream>?
    ) -> Definition? {
        guard let stream else { return nil }
        let ours = UnsafeMutableRawPointer(stream).assumingMemoryBound(to: git2_subtransport_stream.self)
        return Unmanaged<Definition>.fromOpaque(ours.pointee.state).takeUnretainedValue()
    }

    private static func read(
        _ stream: UnsafeMutablePointer<git_smart_subtransport_stream>?,
        _ buffer: UnsafeMutableRawBufferPointer, _ read: UnsafeMutablePointer<Int>?
    ) -> Int32 {
        guard let definition = definition(stream), let read else { return GIT_ERROR.rawValue }
        do throws(GitError) {
            read.pointee = try definition.carrier.read(into: buffer)
            return 0
        } catch { return definition.job.abandon(error) }
    }

    private static func write(
        _ stream: UnsafeMutablePointer<git_smart_subtransport_stream>?, _ bytes: UnsafeRawBufferPointer
    ) -> Int32 {
        guard let definition = definition(stream) else { return GIT_ERROR.rawValue }
        do throws(GitError) {
            try definition.carrier.write(bytes)
            return 0
        } catch { return definition.job.abandon(error) }
    }
}
