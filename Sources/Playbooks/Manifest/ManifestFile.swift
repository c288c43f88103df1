import Basis
package import Updates

/// A file with a manifest in it: `belay.yml`.
package enum ManifestFile {
    /// Reads one; the name is that by which the operator knows the file.
    package static func read(_ bytes: [UInt8], named file: String) -> Draft<Manifest> {
        Form<Manifest>.manifest.file(bytes, named: file)
    }
}
