/*
 * regexp_legacy.h - the functions behind RegExp.$1, RegExp.input and so on, for the rows of RegExp.
 */
#ifndef EVL_BUILTINS_REGEXP_LEGACY_H
#define EVL_BUILTINS_REGEXP_LEGACY_H

#include <stdbool.h>

#include "value/rows.h"

#define EVL_REGEXP_FUNCTION(name) bool evl_regexp_##name(struct evl_realm *realm, const struct evl_args *args, evl_value *result)

EVL_REGEXP_FUNCTION(get_input);
EVL_REGEXP_FUNCTION(set_input);
EVL_REGEXP_FUNCTION(get_last_match);
EVL_REGEXP_FUNCTION(get_last_paren);
EVL_REGEXP_FUNCTION(get_left_context);
EVL_REGEXP_FUNCTION(get_right_context);
EVL_REGEXP_FUNCTION(get_capture_1);
EVL_REGEXP_FUNCTION(get_capture_2);
EVL_REGEXP_FUNCTION(get_capture_3);
EVL_REGEXP_FUNCTION(get_capture_4);
EVL_REGEXP_FUNCTION(get_capture_5);
EVL_REGEXP_FUNCTION(get_capture_6);
EVL_REGEXP_FUNCTION(get_capture_7);
EVL_REGEXP_FUNCTION(get_capture_8);
EVL_REGEXP_FUNCTION(get_capture_9);

#undef EVL_REGEXP_FUNCTION

#endif
