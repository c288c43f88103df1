package import Basis
package import Updates
import YAML

/// Kubernetes manifests, read together: their objects, what is wrong with them, and what will hurt.
///
/// Nothing that they hold can trap, and nothing is read but the bytes that are given.
package struct KubernetesReading: Sendable {
    /// How many objects are read together: more than the largest of charts makes, few enough that looking
    /// at pairs of them ends soon.
    package static let objectLimit = 10_000

    /// Every object that could be read, in the order of the files.
    package let objects: [KubernetesObject]
    /// What is wrong, in the order of the text; errors, and fields that are probably misspelt.
    package let problems: [Diagnostic]
    /// What will hurt when it runs, in the order of the text.
    package let findings: [Diagnostic]

    /// Reads files that are applied together; objects without a namespace go to `namespace`.
    package init(_ files: [KubernetesFile], namespace: String? = nil) {
        var remarks = Remarks()
        var complaints: [Diagnostic] = []
        var objects: [KubernetesObject] = []
        var isWhole = true
        for file in files {
            let documents = ManifestDocuments(file, &remarks)
            complaints += documents.complaints
            isWhole = isWhole && documents.complaints.isEmpty
            for node in documents.nodes {
                guard objects.count < KubernetesReading.objectLimit else {
                    let what = "there are more than \(KubernetesReading.objectLimit) objects"
                    remarks.add(.tooMany, what, at: node.start, remedy: "Check fewer files at once.")
                    break
                }
                let object = KubernetesObject.read(node, &remarks)
                object.map { objects.append($0) }
                isWhole = isWhole && object != nil
            }
        }
        var findings = Remarks()
        let links = ObjectLinks(objects, namespace: namespace)
        ReferenceCheck(links: links, isWhole: isWhole && remarks.templates.isEmpty).run(&remarks)
        RequestCheck(links: links).run(&findings)
        let lines = ManifestLines(files, withholding: remarks.confidential + findings.confidential)
        self.objects = objects
        problems = (complaints + remarks.diagnostics(with: lines)).inReadingOrder
        self.findings = findings.diagnostics(with: lines)
    }
}
