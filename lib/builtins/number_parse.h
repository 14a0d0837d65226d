/*
 * number_parse.h - parseInt and parseFloat on strings, and the white space of ECMAScript.
 */
#ifndef EVL_BUILTINS_NUMBER_PARSE_H
#define EVL_BUILTINS_NUMBER_PARSE_H

#include <stdbool.h>
#include <stdint.h>

#include "value/realm.h"
#include "value/rows.h"


/* sec-parseint-string-radix from step 2 on; radix as after ToInt32, 0: by the text. NaN when there is no number. */
double evl_parse_int(struct evl_realm *realm, struct evl_string *s, int32_t radix);
/* sec-parsefloat-string from step 2 on. */
double evl_parse_float(struct evl_realm *realm, struct evl_string *s);

/* The functions parseInt and parseFloat, for rows. */
bool evl_parse_int_function(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_parse_float_function(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
