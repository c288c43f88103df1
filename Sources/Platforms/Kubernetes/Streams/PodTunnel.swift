package import Basis
internal import HTTP

/// A connection to a port of a pod, through the API server.
///
/// A WebSocket with two channels: bytes, and words of failure. Each begins with the number of the port.
package final class PodTunnel: ByteStream {
    private enum Channel {
        static let data: UInt8 = 0
        static let errors: UInt8 = 1
    }

    private struct State {
        var greeted: Set<UInt8> = []
        var isOver = false
    }

    private let socket: WebSocket
    private let about: String
    private let state = Guarded(State())

    init(_ socket: WebSocket, about: String) { (self.socket, self.about) = (socket, about) }

    /// What comes from the pod, or nil once it has ended the connection.
    package func next() async throws -> [UInt8]? {
        while !state.withLock({ $0.isOver }) {
            let message: WebSocketMessage?
            do throws(HTTPFailure) {
                message = try await socket.next()
            } catch {
                throw ClusterFailure(error, at: about)
            }
            guard case .binary(let bytes)? = message, let channel = bytes.first else {
                if message == nil { state.withLock { $0.isOver = true } }
                continue
            }
            var rest = Array(bytes.dropFirst())
            // The first two bytes of each channel are the port.
            if state.withLock({ $0.greeted.insert(channel).inserted }) { rest = Array(rest.dropFirst(2)) }
            if rest.isEmpty { continue }
            if channel == Channel.errors {
                let words = String(decoding: rest, as: UTF8.self).oneLine
                throw ClusterFailure(.unreachable, at: about, why: words)
            }
            if channel == Channel.data { return rest }
        }
        return nil
    }

    /// Sends bytes to the pod.
    package func write(_ bytes: [UInt8]) async throws(ClusterFailure) {
        do throws(HTTPFailure) {
            try await socket.send([Channel.data] + bytes)
        } catch {
            throw ClusterFailure(error, at: about)
        }
    }

    /// Ends the connection.
    package func close() async { try? await socket.close() }
}

extension Cluster {
    /// Connects to a port of a pod.
    package func tunnel(
        to port: Int, of pod: String, in namespace: String, by deadline: Deadline
    ) async throws(ClusterFailure) -> PodTunnel {
        let about = "port \(port) of pod \(pod)"
        var call = ClusterCall(.get, Resource.pods.path(in: namespace, pod, "portforward"), about: about)
        call.query = [("ports", "\(port)")]
        let socket = try await converse(call, [RunningCommand.older], by: deadline)
        return PodTunnel(socket, about: about)
    }
}
