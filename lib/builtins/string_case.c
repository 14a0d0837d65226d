/*
 * string_case.c - upper and lower case in full (sec-string.prototype.tolowercase, ...touppercase):
 * one character may become several, and a sigma at the end of a word is special.
 */
#include "base/buffer.h"
#include "base/utf.h"
#include "builtins/args.h"
#include "builtins/locale.h"
#include "builtins/string_methods.h"

struct case_range {
	uint32_t first, last, step;
	int32_t distance;
};

struct case_special {
	uint32_t from;
	uint32_t to[3];
};

#include "builtins/case_table.def"

static const struct case_range *find_range(const struct case_range *ranges, size_t count, uint32_t point)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (point > ranges[middle].last)
			low = middle + 1;
		else if (point < ranges[middle].first)
			high = middle;
		else
			return (point - ranges[middle].first) % ranges[middle].step == 0 ? &ranges[middle] : NULL;
	}
	return NULL;
}

static const struct case_special *find_special(const struct case_special *specials, size_t count, uint32_t point)
{
	for (size_t i = 0; i < count; i++)
		if (specials[i].from == point)
			return &specials[i];
	return NULL;
}

static bool in_ranges(const uint32_t (*ranges)[2], size_t count, uint32_t point)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (point > ranges[middle][1])
			low = middle + 1;
		else if (point < ranges[middle][0])
			high = middle;
		else
			return true;
	}
	return false;
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Is there a cased letter before `at` (or after it, forward), with only case-ignorable characters between? */
static bool cased_beside(const uint16_t *units, size_t length, size_t at, bool forward)
{
	size_t i = at;
	for (;;) {
		uint32_t point;
		size_t taken = 1;
		if (forward) {
			if (i >= length)
				return false;
			point = evl_utf16_decode(units, length, i, &taken);
			i += taken;
		} else {
			if (i == 0)
				return false;
			i--;
			if (i > 0 && units[i] >= 0xDC00 && units[i] <= 0xDFFF && units[i - 1] >= 0xD800 && units[i - 1] <= 0xDBFF)
				i--;
			point = evl_utf16_decode(units, length, i, &taken);
		}
		if (in_ranges(case_ignorable, COUNT(case_ignorable), point))
			continue;
		return in_ranges(cased, COUNT(cased), point);
	}
}

static void append_mapped(struct evl_buffer16 *out, uint32_t point, bool upper)
{
	const struct case_range *range = upper ? find_range(upper_ranges, COUNT(upper_ranges), point) :
						 find_range(lower_ranges, COUNT(lower_ranges), point);
	if (range != NULL) {
		evl_buffer16_append_code_point(out, (uint32_t)((int64_t)point + range->distance));
		return;
	}
	const struct case_special *special = upper ? find_special(upper_special, COUNT(upper_special), point) :
						     find_special(lower_special, COUNT(lower_special), point);
	if (special == NULL) {
		evl_buffer16_append_code_point(out, point);
		return;
	}
	for (int i = 0; i < 3 && special->to[i] != 0; i++)
		evl_buffer16_append_code_point(out, special->to[i]);
}

/* The general way: any character, into a buffer. */
static struct evl_string *convert_any(struct evl_realm *realm, const uint16_t *units, uint32_t length, bool upper)
{
	struct evl_buffer16 out;
	struct evl_string *result = NULL;
	evl_buffer16_init(&out);
	for (size_t i = 0; i < length;) {
		size_t taken;
		uint32_t point = evl_utf16_decode(units, length, i, &taken);
		if (point < 0x80) {
			bool change = upper ? point >= 'a' && point <= 'z' : point >= 'A' && point <= 'Z';
			evl_buffer16_append_unit(&out, (uint16_t)(change ? point ^ 0x20 : point));
		} else if (!upper && point == 0x3A3) {
			bool final = cased_beside(units, length, i, false) && !cased_beside(units, length, i + 1, true);
			evl_buffer16_append_unit(&out, final ? 0x3C2 : 0x3C3);
		} else if (taken == 1 && point >= 0xD800 && point <= 0xDFFF) {
			evl_buffer16_append_unit(&out, (uint16_t)point);
		} else {
			append_mapped(&out, point, upper);
		}
		i += taken;
	}
	if (out.failed)
		evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "in changing case");
	else
		result = evl_string_new(realm, out.units, out.length);
	evl_buffer16_release(&out);
	return result;
}

/* Texts in ASCII are converted in place of the new string; the first other character ends that. */
static struct evl_string *convert(struct evl_realm *realm, struct evl_string *s, bool upper)
{
	const uint16_t *units = evl_string_units(realm, s);
	uint32_t length = s->length, first = 0;
	uint16_t low = upper ? 'a' : 'A', high = upper ? 'z' : 'Z';
	if (units == NULL)
		return NULL;
	while (first < length && units[first] < 0x80 && (units[first] < low || units[first] > high))
		first++;
	if (first == length)
		return s;
	for (uint32_t i = first; i < length; i++)
		if (units[i] >= 0x80)
			return convert_any(realm, units, length, upper);
	if (length == 1)
		return evl_string_from_unit(realm, units[0] ^ 0x20);
	uint16_t *out;
	struct evl_string *result = evl_string_alloc(realm, length, &out);
	if (result == NULL)
		return NULL;
	for (uint32_t i = 0; i < length; i++)
		out[i] = (uint16_t)(units[i] >= low && units[i] <= high ? units[i] ^ 0x20 : units[i]);
	return result;
}

static bool change_case(struct evl_realm *realm, const struct evl_args *args, const char *method, bool upper, evl_value *result)
{
	struct evl_string *s;
	if (!evl_this_string(realm, args, method, &s))
		return false;
	s = convert(realm, s, upper);
	*result = evl_string_value(s);
	return s != NULL;
}

/* sec-string.prototype.tolowercase */
bool evl_string_prototype_to_lower_case(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return change_case(realm, args, "String.prototype.toLowerCase", false, result);
}

/* sec-string.prototype.touppercase */
bool evl_string_prototype_to_upper_case(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return change_case(realm, args, "String.prototype.toUpperCase", true, result);
}

/* sec-string.prototype.tolocalelowercase, where letters are as in English */
bool evl_string_prototype_to_locale_lower_case(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_require_object_coercible(realm, args->this_value, "String.prototype.toLocaleLowerCase") &&
	       evl_locale_has_usual_case(realm, evl_arg(args, 0)) &&
	       change_case(realm, args, "String.prototype.toLocaleLowerCase", false, result);
}

/* sec-string.prototype.tolocaleuppercase, where letters are as in English */
bool evl_string_prototype_to_locale_upper_case(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_require_object_coercible(realm, args->this_value, "String.prototype.toLocaleUpperCase") &&
	       evl_locale_has_usual_case(realm, evl_arg(args, 0)) &&
	       change_case(realm, args, "String.prototype.toLocaleUpperCase", true, result);
}
