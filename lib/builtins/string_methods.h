/*
 * string_methods.h - what the files of String share, and the functions that its rows name.
 */
#ifndef EVL_BUILTINS_STRING_METHODS_H
#define EVL_BUILTINS_STRING_METHODS_H

#include <stdbool.h>

#include "value/realm.h"
#include "value/rows.h"
#include "value/string.h"

/* RequireObjectCoercible(this value), then ToString: how every method of String.prototype begins. */
bool evl_this_string(struct evl_realm *realm, const struct evl_args *args, const char *method, struct evl_string **out);

/* The result of a method; false, with an exception pending, when making it failed (NULL). */
static inline bool evl_give_string(struct evl_string *s, evl_value *result)
{
	*result = evl_string_value(s);
	return s != NULL;
}

#define EVL_STRING_FUNCTION(name) \
	bool evl_string_##name(struct evl_realm *realm, const struct evl_args *args, evl_value *result)

/* string_case.c */
EVL_STRING_FUNCTION(prototype_to_lower_case);
EVL_STRING_FUNCTION(prototype_to_upper_case);
EVL_STRING_FUNCTION(prototype_to_locale_lower_case);
EVL_STRING_FUNCTION(prototype_to_locale_upper_case);

/* string_search.c */
EVL_STRING_FUNCTION(prototype_index_of);
EVL_STRING_FUNCTION(prototype_last_index_of);
EVL_STRING_FUNCTION(prototype_includes);
EVL_STRING_FUNCTION(prototype_starts_with);
EVL_STRING_FUNCTION(prototype_ends_with);
EVL_STRING_FUNCTION(prototype_locale_compare);

/* string_replace.c */
EVL_STRING_FUNCTION(prototype_replace);
EVL_STRING_FUNCTION(prototype_replace_all);
EVL_STRING_FUNCTION(prototype_split);
EVL_STRING_FUNCTION(prototype_match);
EVL_STRING_FUNCTION(prototype_match_all);
EVL_STRING_FUNCTION(prototype_search);

/* string_shape.c */
EVL_STRING_FUNCTION(prototype_pad_start);
EVL_STRING_FUNCTION(prototype_pad_end);
EVL_STRING_FUNCTION(prototype_repeat);
EVL_STRING_FUNCTION(prototype_trim);
EVL_STRING_FUNCTION(prototype_trim_start);
EVL_STRING_FUNCTION(prototype_trim_end);
EVL_STRING_FUNCTION(prototype_normalize);
EVL_STRING_FUNCTION(prototype_is_well_formed);
EVL_STRING_FUNCTION(prototype_to_well_formed);

/* string_markup.c: anchor, big, blink ... (sec-additional-properties-of-the-string.prototype-object) */
EVL_STRING_FUNCTION(prototype_anchor);
EVL_STRING_FUNCTION(prototype_big);
EVL_STRING_FUNCTION(prototype_blink);
EVL_STRING_FUNCTION(prototype_bold);
EVL_STRING_FUNCTION(prototype_fixed);
EVL_STRING_FUNCTION(prototype_fontcolor);
EVL_STRING_FUNCTION(prototype_fontsize);
EVL_STRING_FUNCTION(prototype_italics);
EVL_STRING_FUNCTION(prototype_link);
EVL_STRING_FUNCTION(prototype_small);
EVL_STRING_FUNCTION(prototype_strike);
EVL_STRING_FUNCTION(prototype_sub);
EVL_STRING_FUNCTION(prototype_sup);

#undef EVL_STRING_FUNCTION

/*
 * GetSubstitution (sec-getsubstitution): append the replacement for the match
 * `matched` at `position` of `subject` to `out`. `captures` may be NULL; `groups` is an object or EVL_UNDEFINED.
 */
struct evl_buffer16;
bool evl_string_substitute(struct evl_realm *realm, struct evl_buffer16 *out, struct evl_string *subject, uint32_t position,
			   struct evl_string *matched, const evl_value *captures, uint32_t capture_count, evl_value groups,
			   struct evl_string *replacement);

#endif
