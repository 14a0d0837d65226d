/*
 * regexp.h - what the files of RegExp share, and the functions that its rows name.
 */
#ifndef EVL_BUILTINS_REGEXP_H
#define EVL_BUILTINS_REGEXP_H

#include <stdbool.h>
#include <stdint.h>

#include "value/realm.h"
#include "value/rows.h"
#include "vm/regexp.h"

#define EVL_REGEXP_FUNCTION(name) bool evl_regexp_##name(struct evl_realm *realm, const struct evl_args *args, evl_value *result)

/* regexp.c */
EVL_REGEXP_FUNCTION(get_global);
EVL_REGEXP_FUNCTION(get_flags);

/* regexp_exec.c */
EVL_REGEXP_FUNCTION(prototype_exec);
EVL_REGEXP_FUNCTION(prototype_test);
EVL_REGEXP_FUNCTION(prototype_match);
EVL_REGEXP_FUNCTION(prototype_match_all);
EVL_REGEXP_FUNCTION(prototype_search);
EVL_REGEXP_FUNCTION(string_iterator_next);

/* regexp_replace.c */
EVL_REGEXP_FUNCTION(prototype_replace);
EVL_REGEXP_FUNCTION(prototype_split);

#undef EVL_REGEXP_FUNCTION

/* The regular expression that is `v`; otherwise TypeError "Method ... called on incompatible receiver ..." and NULL. */
struct evl_regexp_object *evl_regexp_receiver(struct evl_realm *realm, evl_value v, const char *method);

/* RegExpCreate (sec-regexpcreate): both may be EVL_UNDEFINED. */
bool evl_regexp_create(struct evl_realm *realm, evl_value pattern, evl_value flags, struct evl_regexp_object **out);

/* IsRegExp (sec-isregexp). */
bool evl_is_regexp(struct evl_realm *realm, evl_value v, bool *out);

/* Is it, moreover, so that reading `flags` and the properties that it reads shows only its flags? */
bool evl_regexp_has_pristine_flags(struct evl_realm *realm, evl_value v);

/* RegExpExec (sec-regexpexec): an object or EVL_NULL. */
bool evl_regexp_exec(struct evl_realm *realm, struct evl_object *object, struct evl_string *s, evl_value *out);

/*
 * RegExpBuiltinExec (sec-regexpbuiltinexec) without making its result: *captures (see evl_regexp_run) when *matched.
 */
bool evl_regexp_exec_raw(struct evl_realm *realm, struct evl_regexp_object *regexp, struct evl_string *s,
			 const int32_t **captures, bool *matched);
/* The text of capture `n`, or EVL_UNDEFINED. False: out of memory. */
bool evl_regexp_capture(struct evl_realm *realm, struct evl_string *s, const int32_t *captures, uint32_t n, evl_value *out);
/* The `groups` object of these captures, or EVL_UNDEFINED when the pattern names none. */
bool evl_regexp_groups(struct evl_realm *realm, const struct evl_regexp *program, struct evl_string *s, const int32_t *captures,
		       evl_value *out);

/* AdvanceStringIndex (sec-advancestringindex). */
double evl_regexp_advance(struct evl_realm *realm, struct evl_string *s, double index, bool unicode);
/* Set(object, "lastIndex", index, true). */
bool evl_regexp_set_last_index(struct evl_realm *realm, struct evl_object *object, double index);
/* ToString(Get(object, "flags")). */
bool evl_regexp_read_flags(struct evl_realm *realm, struct evl_object *object, struct evl_string **out);
/* Does the text have this letter? */
bool evl_string_has_unit(struct evl_realm *realm, struct evl_string *s, uint16_t unit);

#endif
