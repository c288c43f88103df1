/// The playbooks that every project has without writing them: the files of `playbooks/`, carried in the
/// binary.
///
/// A project's own playbook of the same name takes the place of one.
package enum StandardPlaybooks {
    /// Each by its name, with the text of its file.
    package static var files: [(name: String, bytes: [UInt8])] {
        [
            ("backup", PackageResources.backup_yml),
            ("blue-green", PackageResources.blue_green_yml),
            ("canary", PackageResources.canary_yml),
            ("drill", PackageResources.drill_yml),
            ("health", PackageResources.health_yml),
            ("migrate", PackageResources.migrate_yml),
            ("rehearse", PackageResources.rehearse_yml),
            ("restart", PackageResources.restart_yml),
            ("restore", PackageResources.restore_yml),
            ("rollback", PackageResources.rollback_yml),
            ("scale", PackageResources.scale_yml),
            ("update", PackageResources.update_yml),
            ("update-with-downtime", PackageResources.update_with_downtime_yml),
            ("verify-backup", PackageResources.verify_backup_yml),
        ]
    }
}
