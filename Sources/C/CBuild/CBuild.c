#include "CBuild.h"

const char *build_version(void) { return BELAY_VERSION; }

const char *build_commit(void) { return BELAY_COMMIT; }
