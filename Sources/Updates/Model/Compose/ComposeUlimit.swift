package import Basis

/// A limit of the kernel on each process of a container; -1 is none.
package struct ComposeUlimit: Hashable, Sendable {
    /// The name, such as `nofile`.
    package let name: Located<String>
    /// What a process gets.
    package let soft: Int
    /// What it may raise that to.
    package let hard: Int

    /// A limit.
    package init(name: Located<String>, soft: Int, hard: Int) {
        (self.name, self.soft, self.hard) = (name, soft, hard)
    }
}
