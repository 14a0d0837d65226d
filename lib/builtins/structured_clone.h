/*
 * structured_clone.h - structuredClone as rows for a host's global object.
 */
#ifndef EVL_BUILTINS_STRUCTURED_CLONE_H
#define EVL_BUILTINS_STRUCTURED_CLONE_H

#include "value/rows.h"

extern const struct evl_rows evl_rows_structured_clone;      /* Node's wording of errors */
extern const struct evl_rows evl_rows_structured_clone_page; /* Chromium's */

#endif
