/*
 * promise_finally.h - Promise.prototype.finally as JavaScriptCore has it.
 */
#ifndef EVL_BUILTINS_PROMISE_FINALLY_H
#define EVL_BUILTINS_PROMISE_FINALLY_H

#include <stdbool.h>

#include "vm/promise.h"

/* The promise of `promise`.finally(on_finally), both the engine's own; on_finally is callable. */
evl_value evl_promise_quick_finally(struct evl_realm *realm, struct evl_promise *promise, evl_value on_finally);

#endif
