/*
 * structured_clone.h - structuredClone as rows for a host's global object.
 */
#ifndef EVL_BUILTINS_STRUCTURED_CLONE_H
#define EVL_BUILTINS_STRUCTURED_CLONE_H

#include "value/rows.h"

extern const struct evl_rows evl_rows_structured_clone;      /* Node's wording of errors */
extern const struct evl_rows evl_rows_structured_clone_page; /* Chromium's */

/*
 * The copy that a message carries, made in the realm `to`, which is the same or that of another agent (host/agent.h). `pairs`: objects that were transferred, each followed by what stands for it in the copy.
 * `before`: words before the value in the error. False: exception pending.
 */
bool evl_structured_clone(struct evl_realm *realm, struct evl_realm *to, evl_value value, const char *before, const evl_value *pairs,
			  uint32_t pair_count, evl_value *out);

#endif
