/* SPDX-License-Identifier: MIT */
/*
 * call_site.h - Error.prepareStackTrace and the CallSite objects that it gets (V8's stack trace API).
 */
#ifndef EVL_BUILTINS_CALL_SITE_H
#define EVL_BUILTINS_CALL_SITE_H

#include "value/realm.h"
#include "vm/stack.h"

/* The name of the function that Node itself puts there: it changes nothing. */
#define EVL_DEFAULT_PREPARE_NAME "ErrorPrepareStackTrace"

/*
 * If a snippet has set Error.prepareStackTrace to a function: *prepared, and *out is what that made of the error and the frames
 * (NULL: none). False: it threw. The realm's hook `prepare_stack`.
 */
bool evl_prepare_stack(struct evl_realm *realm, evl_value error, const struct evl_stack_frames *frames, bool *prepared, evl_value *out);

#endif
