/*
 * string_search.c - finding and comparing: indexOf, lastIndexOf, includes, startsWith, endsWith, localeCompare.
 */
#include <math.h>
#include <string.h>

#include "builtins/args.h"
#include "builtins/locale.h"
#include "builtins/regexp.h"
#include "builtins/string_methods.h"
#include "value/convert.h"

/* sec-string.prototype.indexof */
bool evl_string_prototype_index_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s, *needle;
	uint32_t from;
	if (!evl_this_string(realm, args, "String.prototype.indexOf", &s) || !evl_to_string(realm, evl_arg(args, 0), &needle) ||
	    !evl_clamped_position(realm, evl_arg(args, 1), s->length, 0, &from))
		return false;
	*result = evl_from_number((double)evl_string_index_of(realm, s, needle, from));
	return realm->halt == EVL_STATUS_OK;
}

static bool matches_at(const uint16_t *units, const uint16_t *needle, uint32_t length, uint32_t at)
{
	return length == 0 || memcmp(units + at, needle, length * sizeof *units) == 0;
}

/* sec-string.prototype.lastindexof */
bool evl_string_prototype_last_index_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s, *needle;
	double position;
	if (!evl_this_string(realm, args, "String.prototype.lastIndexOf", &s) ||
	    !evl_to_string(realm, evl_arg(args, 0), &needle) || !evl_to_number(realm, evl_arg(args, 1), &position))
		return false;
	const uint16_t *units = evl_string_units(realm, s), *wanted = evl_string_units(realm, needle);
	if (units == NULL || wanted == NULL)
		return false;
	*result = evl_from_int(-1);
	if (needle->length > s->length)
		return true;
	uint32_t last = s->length - needle->length;
	if (!isnan(position) && position < last)
		last = position > 0 ? (uint32_t)position : 0;
	for (uint32_t at = last;; at--) {
		if (matches_at(units, wanted, needle->length, at)) {
			*result = evl_from_uint32(at);
			return true;
		}
		if (at == 0)
			return true;
	}
}

/* The search text of includes, startsWith and endsWith, which is no regular expression. */
static bool read_needle(struct evl_realm *realm, const struct evl_args *args, const char *method, struct evl_string **s,
			struct evl_string **needle)
{
	bool regexp;
	if (!evl_this_string(realm, args, method, s) || !evl_is_regexp(realm, evl_arg(args, 0), &regexp))
		return false;
	if (regexp)
		return evl_throw_message(realm, EVL_MESSAGE_FIRST_ARGUMENT_REGEXP, method);
	return evl_to_string(realm, evl_arg(args, 0), needle);
}

/* sec-string.prototype.includes */
bool evl_string_prototype_includes(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s, *needle;
	uint32_t from;
	if (!read_needle(realm, args, "String.prototype.includes", &s, &needle) ||
	    !evl_clamped_position(realm, evl_arg(args, 1), s->length, 0, &from))
		return false;
	*result = evl_from_bool(evl_string_index_of(realm, s, needle, from) >= 0);
	return realm->halt == EVL_STATUS_OK;
}

/* sec-string.prototype.startswith */
bool evl_string_prototype_starts_with(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s, *needle;
	uint32_t from;
	if (!read_needle(realm, args, "String.prototype.startsWith", &s, &needle) ||
	    !evl_clamped_position(realm, evl_arg(args, 1), s->length, 0, &from))
		return false;
	const uint16_t *units = evl_string_units(realm, s), *wanted = evl_string_units(realm, needle);
	if (units == NULL || wanted == NULL)
		return false;
	*result = evl_from_bool(needle->length <= s->length - from && matches_at(units, wanted, needle->length, from));
	return true;
}

/* sec-string.prototype.endswith */
bool evl_string_prototype_ends_with(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s, *needle;
	uint32_t end;
	if (!read_needle(realm, args, "String.prototype.endsWith", &s, &needle) ||
	    !evl_clamped_position(realm, evl_arg(args, 1), s->length, s->length, &end))
		return false;
	const uint16_t *units = evl_string_units(realm, s), *wanted = evl_string_units(realm, needle);
	if (units == NULL || wanted == NULL)
		return false;
	*result = evl_from_bool(needle->length <= end && matches_at(units, wanted, needle->length, end - needle->length));
	return true;
}

/* sec-string.prototype.localecompare with Intl */
bool evl_string_prototype_locale_compare(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s, *other;
	int order;
	if (!evl_this_string(realm, args, "String.prototype.localeCompare", &s) ||
	    !evl_to_string(realm, evl_arg(args, 0), &other) ||
	    !evl_locale_compare(realm, s, other, evl_arg(args, 1), evl_arg(args, 2), &order))
		return false;
	*result = evl_from_int(order);
	return true;
}
