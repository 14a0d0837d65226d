/*
 * string_shape.c - longer, shorter, cleaner: padding, repeating, trimming, normal forms.
 */
#include <math.h>
#include <string.h>

#include "base/normalize.h"
#include "builtins/args.h"
#include "builtins/number_parse.h"
#include "builtins/string_methods.h"
#include "value/convert.h"

/* Fill `room` units with the pattern, over and over. */
static void fill(uint16_t *out, uint32_t room, const uint16_t *pattern, uint32_t length)
{
	uint32_t done = length < room ? length : room;
	memcpy(out, pattern, done * sizeof *out);
	while (done < room) {
		uint32_t piece = done < room - done ? done : room - done;
		memcpy(out + done, out, piece * sizeof *out);
		done += piece;
	}
}

/* sec-stringpad */
static bool pad(struct evl_realm *realm, const struct evl_args *args, const char *method, bool at_start, evl_value *result)
{
	struct evl_string *s, *filler = NULL;
	double wanted;
	uint16_t *out;
	static const uint16_t space = ' ';
	if (!evl_this_string(realm, args, method, &s) || !evl_to_length(realm, evl_arg(args, 0), &wanted))
		return false;
	if (wanted <= s->length)
		return evl_give_string(s, result);
	if (!evl_is_undefined(evl_arg(args, 1)) && !evl_to_string(realm, args->values[1], &filler))
		return false;
	if (filler != NULL && filler->length == 0)
		return evl_give_string(s, result);
	if (wanted > EVL_STRING_MAX)
		return evl_throw_message(realm, EVL_MESSAGE_INVALID_STRING_LENGTH);
	const uint16_t *units = evl_string_units(realm, s);
	const uint16_t *pattern = filler != NULL ? evl_string_units(realm, filler) : &space;
	if (units == NULL || pattern == NULL)
		return false;
	struct evl_string *padded = evl_string_alloc(realm, (size_t)wanted, &out);
	if (padded == NULL)
		return false;
	uint32_t room = (uint32_t)wanted - s->length;
	fill(at_start ? out : out + s->length, room, pattern, filler != NULL ? filler->length : 1);
	memcpy(at_start ? out + room : out, units, s->length * sizeof *units);
	return evl_give_string(padded, result);
}

/* sec-string.prototype.padstart */
bool evl_string_prototype_pad_start(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return pad(realm, args, "String.prototype.padStart", true, result);
}

/* sec-string.prototype.padend */
bool evl_string_prototype_pad_end(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return pad(realm, args, "String.prototype.padEnd", false, result);
}

/* sec-string.prototype.repeat */
bool evl_string_prototype_repeat(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s;
	double count;
	uint16_t *out;
	if (!evl_this_string(realm, args, "String.prototype.repeat", &s) ||
	    !evl_to_integer_or_infinity(realm, evl_arg(args, 0), &count))
		return false;
	if (count < 0 || isinf(count)) {
		struct evl_string *shown;
		if (!evl_to_string(realm, evl_arg(args, 0), &shown))
			return false;
		return evl_throw_message(realm, EVL_MESSAGE_INVALID_COUNT, evl_string_utf8(realm, shown));
	}
	if (count == 0 || s->length == 0)
		return evl_give_string(evl_string_from_name(realm, EVL_NAME_empty), result);
	if (count * s->length > EVL_STRING_MAX)
		return evl_throw_message(realm, EVL_MESSAGE_INVALID_STRING_LENGTH);
	const uint16_t *units = evl_string_units(realm, s);
	if (units == NULL)
		return false;
	if (count == 1)
		return evl_give_string(s, result);
	uint32_t length = (uint32_t)(count * s->length);
	struct evl_string *repeated = evl_string_alloc(realm, length, &out);
	if (repeated == NULL)
		return false;
	fill(out, length, units, s->length);
	return evl_give_string(repeated, result);
}

/* sec-trimstring */
static bool trim(struct evl_realm *realm, const struct evl_args *args, const char *method, bool start, bool end, evl_value *result)
{
	struct evl_string *s;
	if (!evl_this_string(realm, args, method, &s))
		return false;
	const uint16_t *units = evl_string_units(realm, s);
	if (units == NULL)
		return false;
	uint32_t from = 0, to = s->length;
	while (start && from < to && evl_is_white_space(units[from]))
		from++;
	while (end && to > from && evl_is_white_space(units[to - 1]))
		to--;
	return evl_give_string(from == 0 && to == s->length ? s : evl_string_substring(realm, s, from, to), result);
}

/* sec-string.prototype.trim */
bool evl_string_prototype_trim(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return trim(realm, args, "String.prototype.trim", true, true, result);
}

/* sec-string.prototype.trimstart */
bool evl_string_prototype_trim_start(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return trim(realm, args, "String.prototype.trimStart", true, false, result);
}

/* sec-string.prototype.trimend */
bool evl_string_prototype_trim_end(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return trim(realm, args, "String.prototype.trimEnd", false, true, result);
}

static bool is_lone_surrogate(const uint16_t *units, uint32_t length, uint32_t i, bool *pair)
{
	*pair = false;
	if (units[i] < 0xD800 || units[i] > 0xDFFF)
		return false;
	*pair = units[i] < 0xDC00 && i + 1 < length && units[i + 1] >= 0xDC00 && units[i + 1] <= 0xDFFF;
	return !*pair;
}

/* sec-string.prototype.iswellformed */
bool evl_string_prototype_is_well_formed(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s;
	if (!evl_this_string(realm, args, "String.prototype.isWellFormed", &s))
		return false;
	const uint16_t *units = evl_string_units(realm, s);
	if (units == NULL)
		return false;
	*result = EVL_TRUE;
	for (uint32_t i = 0; i < s->length; i++) {
		bool pair;
		if (is_lone_surrogate(units, s->length, i, &pair))
			*result = EVL_FALSE;
		i += pair;
	}
	return true;
}

/* sec-string.prototype.towellformed */
bool evl_string_prototype_to_well_formed(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s;
	uint16_t *out;
	if (!evl_this_string(realm, args, "String.prototype.toWellFormed", &s))
		return false;
	const uint16_t *units = evl_string_units(realm, s);
	struct evl_string *formed = units != NULL ? evl_string_alloc(realm, s->length, &out) : NULL;
	if (formed == NULL)
		return false;
	for (uint32_t i = 0; i < s->length; i++) {
		bool pair, lone = is_lone_surrogate(units, s->length, i, &pair);
		out[i] = lone ? 0xFFFD : units[i];
		if (pair) {
			i++;
			out[i] = units[i];
		}
	}
	return evl_give_string(formed, result);
}

static struct evl_string *normalized(struct evl_realm *realm, const uint16_t *units, uint32_t length, enum evl_normal_form form)
{
	struct evl_buffer16 out;
	struct evl_string *result = NULL;
	evl_buffer16_init(&out);
	switch (evl_normalize(units, length, form, &out)) {
	case EVL_NORMALIZED:
		result = evl_string_new(realm, out.units, out.length);
		break;
	case EVL_NORMALIZE_NO_MEMORY:
		evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "in String.prototype.normalize");
		break;
	case EVL_NORMALIZE_UNKNOWN:
		evl_not_covered(realm, "String.prototype.normalize of a text with characters newer than Unicode 15");
		break;
	}
	evl_buffer16_release(&out);
	return result;
}

/* sec-string.prototype.normalize */
bool evl_string_prototype_normalize(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s, *form;
	if (!evl_this_string(realm, args, "String.prototype.normalize", &s))
		return false;
	const char *name = "NFC";
	if (!evl_is_undefined(evl_arg(args, 0))) {
		if (!evl_to_string(realm, args->values[0], &form))
			return false;
		name = evl_string_utf8(realm, form);
	}
	static const char *const names[] = { [EVL_NFC] = "NFC", [EVL_NFD] = "NFD", [EVL_NFKC] = "NFKC", [EVL_NFKD] = "NFKD" };
	enum evl_normal_form which = EVL_NFC;
	while (which <= EVL_NFKD && strcmp(name, names[which]) != 0)
		which++;
	if (which > EVL_NFKD)
		return evl_throw_message(realm, EVL_MESSAGE_NORMALIZATION_FORM);
	const uint16_t *units = evl_string_units(realm, s);
	if (units == NULL)
		return false;
	/* Below U+0300 nothing composes; below U+00A0 nothing decomposes. */
	uint16_t bound = which == EVL_NFC ? 0x300 : 0xA0;
	for (uint32_t i = 0; i < s->length; i++)
		if (units[i] >= bound)
			return evl_give_string(normalized(realm, units, s->length, which), result);
	return evl_give_string(s, result);
}
