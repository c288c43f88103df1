#pragma once
// What the build knows and the sources do not: see Package.swift.

/// The version, "0.0.0" in a build that was told none.
const char *build_version(void);

/// The commit, empty in a build that was told none.
const char *build_commit(void);
