/* SPDX-License-Identifier: MIT */
/*
 * import_map.h - <script type="importmap"> of a page (HTML, "Import maps"): names of modules to addresses.
 */
#ifndef EVL_RUN_IMPORT_MAP_H
#define EVL_RUN_IMPORT_MAP_H

#include "run/run.h"
#include "value/realm.h"

/*
 * Add the map in `text` (NULL: empty) to the run's; of two entries of one name the first counts. What is wrong in it is reported as the
 * page's console does. False: the run halts (scopes are not covered).
 */
bool evl_import_map_add(struct evl_realm *realm, struct evl_run *run, struct evl_string *text);

/* What an import of `specifier` leads to: itself when no entry says otherwise. */
const char *evl_import_map_resolve(struct evl_run *run, const char *specifier);

#endif
