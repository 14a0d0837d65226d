/* SPDX-License-Identifier: MIT */
/*
 * inferred_name.h - what V8 calls a function that has no name, in a stack trace.
 *
 * `o.handler = function () {}` has the empty name (sec-function-definitions), yet V8's traces say "o.handler": its parser
 * keeps a stack of the names that it has just read and, at certain points, gives all functions met since the last such
 * point the names joined with dots. Nothing but stack traces shows the result.
 */
#ifndef EVL_COMPILE_INFERRED_NAME_H
#define EVL_COMPILE_INFERRED_NAME_H

#include "base/buffer.h"
#include "base/names.h"
#include "code/template.h"

/*
 * Append the inferred name of the nameless function or class that `function` was compiled from to `out`, as UTF-8; nothing
 * when V8 infers none. Reads the tree of the enclosing function, which lives as long as the templates.
 */
void evl_inferred_name(const struct evl_template *function, struct evl_names *names, struct evl_buffer *out);

#endif
