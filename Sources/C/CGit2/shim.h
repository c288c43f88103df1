#pragma once
#include <git2.h>
#include <git2/sys/transport.h>

// git_libgit2_opts is variadic and Swift cannot call it: one function per option that we set.

static inline int git2_set_search_path(git_config_level_t level, const char *path) {
    return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

static inline int git2_sync_to_disk(int enabled) {
    return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, enabled);
}

static inline int git2_validate_owner(int enabled) {
    return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

// What libgit2 calls back with is the address of `parent`; `state` is ours, behind it.

typedef struct {
    git_smart_subtransport parent;
    void *state;
} git2_subtransport;

typedef struct {
    git_smart_subtransport_stream parent;
    void *state;
} git2_subtransport_stream;
