internal import Dispatch

extension ProcessIdentity {
    /// SIGKILL works at once, but for a process that hangs in the kernel, which does nothing more of ours.
    private static let patience: Int32 = 5000

    /// Ends it with SIGKILL, and waits for its death.
    package func end() async -> End {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: kill(within: ProcessIdentity.patience))
            }
        }
    }
}
