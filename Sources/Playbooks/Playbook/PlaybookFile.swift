import Basis
package import Updates

/// A file with a playbook in it.
package enum PlaybookFile {
    /// Reads one; the name is that by which the operator knows the file.
    package static func read(_ bytes: [UInt8], named file: String) -> Draft<Playbook> {
        Form<Playbook>.playbook.file(bytes, named: file)
    }
}
