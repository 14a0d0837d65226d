/*
 * convert.h - type conversion and comparison (sec-abstract-operations). False: an exception is pending.
 */
#ifndef EVL_VALUE_CONVERT_H
#define EVL_VALUE_CONVERT_H

#include <stdbool.h>
#include <stdint.h>

#include "value/key.h"
#include "value/string.h"
#include "value/value.h"

struct evl_realm;

enum evl_hint { EVL_HINT_DEFAULT, EVL_HINT_NUMBER, EVL_HINT_STRING };

/*
 * The abstract operations of these names (sec-type-conversion): to Boolean, a primitive, a Number, ... False: an exception is
 * pending, or the run halts; *out is then not set.
 */
bool evl_to_boolean(evl_value v);
bool evl_to_primitive(struct evl_realm *realm, evl_value v, enum evl_hint hint, evl_value *out);
bool evl_ordinary_to_primitive(struct evl_realm *realm, evl_value object, enum evl_hint hint, evl_value *out); /* without Symbol.toPrimitive */
bool evl_to_number(struct evl_realm *realm, evl_value v, double *out); /* BigInt, Symbol: TypeError */
bool evl_to_numeric(struct evl_realm *realm, evl_value v, evl_value *out); /* a number or a BigInt */
bool evl_to_bigint(struct evl_realm *realm, evl_value v, evl_value *out); /* sec-tobigint */
bool evl_to_integer_or_infinity(struct evl_realm *realm, evl_value v, double *out);
bool evl_to_int32(struct evl_realm *realm, evl_value v, int32_t *out);
bool evl_to_uint32(struct evl_realm *realm, evl_value v, uint32_t *out);
int32_t evl_double_to_int32(double d); /* sec-toint32 on a number */
bool evl_to_length(struct evl_realm *realm, evl_value v, double *out);
bool evl_to_string(struct evl_realm *realm, evl_value v, struct evl_string **out);
bool evl_to_object(struct evl_realm *realm, evl_value v, struct evl_object **out); /* undefined, null: TypeError */
bool evl_to_key(struct evl_realm *realm, evl_value v, evl_key *out); /* sec-topropertykey */
evl_value evl_key_to_value(struct evl_realm *realm, evl_key key); /* string or symbol */
evl_key evl_key_from_string(struct evl_realm *realm, struct evl_string *s);
struct evl_string *evl_number_to_string(struct evl_realm *realm, evl_value number);
/* sec-stringtonumber */
double evl_string_to_number(struct evl_realm *realm, struct evl_string *s);
bool evl_is_white_space(uint16_t unit); /* WhiteSpace or LineTerminator: what trim removes */
bool evl_require_object_coercible(struct evl_realm *realm, evl_value v, const char *method); /* "String.prototype.at": V8's message */

/* sec-isstrictlyequal, sec-islooselyequal (which may run script: false, an exception is pending), sec-samevalue, sec-samevaluezero */
bool evl_strict_equals(struct evl_realm *realm, evl_value a, evl_value b);
bool evl_loosely_equals(struct evl_realm *realm, evl_value a, evl_value b, bool *out);
bool evl_same_value(struct evl_realm *realm, evl_value a, evl_value b);
bool evl_same_value_zero(struct evl_realm *realm, evl_value a, evl_value b);
/* sec-islessthan: *out 1 true, 0 false, -1 undefined. */
bool evl_less_than(struct evl_realm *realm, evl_value a, evl_value b, bool left_first, int *out);
bool evl_add(struct evl_realm *realm, evl_value a, evl_value b, evl_value *out); /* the + operator in full */
bool evl_instance_of(struct evl_realm *realm, evl_value v, evl_value target, bool *out);
bool evl_ordinary_has_instance(struct evl_realm *realm, evl_value constructor, evl_value v, bool *out);
evl_name evl_typeof(evl_value v); /* EVL_NAME_object ... */
bool evl_is_array(struct evl_realm *realm, evl_value v, bool *out);

#endif
