internal import Console
internal import Playbooks

/// The JSON Schema of a kind of file, as it is put into a file of its own.
struct SchemaReport: Report {
    let file: LanguageFile

    var event: String { "schema" }
    var fields: [JSONField] { [JSONField("kind", file.rawValue), JSONField("schema", file.schema)] }
    func text(on surface: Surface) -> String { file.schema }
}
