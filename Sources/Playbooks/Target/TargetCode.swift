import Basis

/// What can be wrong with the files that an environment names, before any of them is read.
package enum TargetCode: String, DiagnosticCode {
    /// An environment without a Compose file.
    case noComposeFile = "target.no-compose-file"
    /// An environment that names no Kubernetes manifests.
    case noManifests = "target.no-manifests"
    /// A file or folder that is named and not there.
    case missingFile = "target.missing-file"
    /// A folder without manifests.
    case emptyFolder = "target.empty-folder"
    /// Files that are not here because a release brings them.
    case comesWithRelease = "target.comes-with-release"
    /// More files than belong to one application.
    case tooManyFiles = "target.too-many-files"

    /// What the code means.
    package var summary: String {
        switch self {
        case .noComposeFile: "An environment is a Compose project, and there is no Compose file."
        case .noManifests: "An environment is a namespace of Kubernetes and names no manifests."
        case .missingFile: "An environment names a file or folder that is not there."
        case .emptyFolder: "A folder that should hold Kubernetes manifests holds none."
        case .comesWithRelease:
            "The files of an environment are not beside the manifest: a release brings them."
        case .tooManyFiles: "A folder holds more manifests than Belay reads together."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .noComposeFile: "Name it under `docker: { compose: [FILE] }`; paths begin beside the manifest."
        case .noManifests: "Write `manifests: [FILE_OR_FOLDER]` under `kubernetes:`."
        case .missingFile: "Correct the path; it begins beside the manifest."
        case .emptyFolder: "Name the folder in which the .yaml or .json files lie; it is not searched deeper."
        case .comesWithRelease: "Run `belay check` in a checkout of the release to check them as well."
        case .tooManyFiles: "Name the folders of this application only."
        }
    }
}
