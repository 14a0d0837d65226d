/* SPDX-License-Identifier: MIT */
/*
 * import.h - what the hosts' rules of modules have in common: paths.
 */
#ifndef EVL_HOST_IMPORT_H
#define EVL_HOST_IMPORT_H

#include "base/arena.h"

/*
 * `specifier`, which begins with /, ./ or ../ or is a file: URL, against the folder of `referrer`, without
 * . and .. parts; in `arena`. The file need not be there.
 */
const char *evl_import_path(struct evl_arena *arena, const char *referrer, const char *specifier);

#endif
