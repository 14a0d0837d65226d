/*
 * status.h - why a stage of the tool stopped. Failures of the *snippet* (a
 * thrown exception) are data of the run and never a status.
 */
#ifndef EVL_BASE_STATUS_H
#define EVL_BASE_STATUS_H

enum evl_status {
#define EVL_STATUS(name, exit_code, sentence, text) EVL_STATUS_##name,
#include "base/status.def"
#undef EVL_STATUS
	EVL_STATUS_COUNT
};

/* The process exit status that belongs to `status` (0, 1, 2 or 3). */
int evl_status_exit_code(enum evl_status status);

/* One lower-case English clause without a final stop; static storage. */
const char *evl_status_sentence(enum evl_status status);

/* The name as in status.def, lower case ("not_covered"); static storage. */
const char *evl_status_name(enum evl_status status);

#endif
