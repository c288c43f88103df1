/// Where the files of an environment come from.
///
/// Compose files and Kubernetes manifests belong to a release and come from its tree. Files of variables
/// belong to the project and come from where its manifest is, the same for every release.
package struct TargetSource: Sendable {
    /// The release's tree.
    package let release: FileTree
    /// The folder of the manifest.
    package let project: FileTree
    /// The path of the folder of the manifest; its last part names a Compose project that nothing else names.
    package let directory: String
    /// The variables with which Compose files are read: those of the process, and what Belay adds to them.
    package let variables: [String: String]
    /// What stands before a path of the release's tree so that the operator knows the file: empty, or ending
    /// in `/` or `:`.
    package let prefix: String

    /// A release beside its project.
    package init(
        release: FileTree, project: FileTree, directory: String, variables: [String: String],
        prefix: String = ""
    ) {
        (self.release, self.project, self.directory) = (release, project, directory)
        (self.variables, self.prefix) = (variables, prefix)
    }

    /// The files that lie beside the manifest, whatever release they are.
    package init(
        project: FileTree, directory: String, variables: [String: String], prefix: String = ""
    ) {
        self.init(
            release: project, project: project, directory: directory, variables: variables, prefix: prefix)
    }
}
