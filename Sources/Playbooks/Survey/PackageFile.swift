import Basis
import YAML

/// As much of a package.json as guesses need: JSON is YAML, and is read as such.
struct PackageFile {
    let name: String?
    let scripts: Set<String>

    init(_ bytes: [UInt8], named file: String) {
        let root = YAMLReading(bytes, file: file).documents.first?.mapping
        name = root?["name"]?.string?.value
        scripts = Set((root?["scripts"]?.mapping?.entries ?? []).compactMap(\.key.text))
    }
}
