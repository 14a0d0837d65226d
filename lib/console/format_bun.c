/* SPDX-License-Identifier: MIT */
/*
 * format_bun.c - the arguments of console.log as one text, as Bun joins them.
 *
 * Every text that is an argument of its own and has others behind it is a format, not only the first.
 */
#include <math.h>

#include "builtins/json.h"
#include "builtins/number_parse.h"
#include "console/format.h"
#include "console/inspect_bun.h"
#include "value/convert.h"

/* What still stands behind the present argument. */
struct rest {
	const evl_value *values;
	uint32_t count, at;
};

static bool append_text_of(struct evl_bun_writer *w, evl_value value)
{
	struct evl_string *s;
	if (evl_is_symbol(value))
		return evl_throw_text(w->realm, EVL_ERROR_TYPE, "Cannot convert a symbol to a string");
	if (evl_is_callable(value))
		return evl_not_covered(w->realm, "the source of a function, which Bun writes anew");
	if (!evl_to_string(w->realm, value, &s))
		return false;
	evl_bun_put_string(w, s);
	return true;
}

/* %d and %i: the number, cut to an integer by its digits; what is beyond 64 bits is not. */
static bool append_number_of(struct evl_bun_writer *w, uint16_t specifier, evl_value value)
{
	double number;
	struct evl_string *s;
	if (evl_is_bigint(value))
		return evl_throw_text(w->realm, EVL_ERROR_TYPE, "Conversion from 'BigInt' to 'number' is not allowed.");
	if (evl_is_symbol(value))
		return evl_throw_text(w->realm, EVL_ERROR_TYPE, "Cannot convert a symbol to a number");
	if (!evl_to_number(w->realm, value, &number))
		return false;
	if (specifier != 'f') {
		s = evl_number_to_string(w->realm, evl_from_double(number));
		if (s == NULL)
			return false;
		number = isnan(number) ? number : evl_parse_int(w->realm, s, 10);
	}
	if (specifier != 'f' && fabs(number) >= 9007199254740992.0)
		return evl_not_covered(w->realm, "how Bun prints an integer beyond 2^53 in a format");
	evl_text_append_number(w->text, number == 0 ? 0 : number);
	return true;
}

static bool append_json_of(struct evl_bun_writer *w, evl_value value)
{
	evl_value json;
	bool circular;
	if (!evl_json_stringify(w->realm, value, EVL_UNDEFINED, EVL_UNDEFINED, &json, &circular)) {
		if (!circular || w->realm->halt != EVL_STATUS_OK)
			return false;
		w->realm->exception = EVL_EMPTY;
		return evl_throw_text(w->realm, EVL_ERROR_TYPE, "JSON.stringify cannot serialize cyclic structures.");
	}
	if (evl_is_string(json))
		evl_bun_put_string(w, evl_as_string(json));
	return true;
}

static bool append_specified(struct evl_bun_writer *w, uint16_t specifier, evl_value value)
{
	switch (specifier) {
	case 's':
		return append_text_of(w, value);
	case 'd':
	case 'i':
	case 'f':
		return append_number_of(w, specifier, value);
	case 'j':
		return append_json_of(w, value);
	case 'c':
		return true;
	default: /* o, O */
		return evl_bun_value(w, value);
	}
}

static bool append_format(struct evl_bun_writer *w, struct evl_string *format, struct rest *rest)
{
	const uint16_t *units = evl_string_units(w->realm, format);
	uint32_t last = 0;
	if (units == NULL)
		return false;
	for (uint32_t i = 0; i + 1 < format->length && rest->at < rest->count; i++) {
		if (units[i] != '%')
			continue;
		uint16_t next = units[i + 1];
		if (next != '%' && !evl_format_is_specifier(next))
			continue;
		evl_text_append(w->text, units + last, i - last);
		last = i + 2;
		i++;
		if (next == '%')
			evl_text_append_unit(w->text, '%');
		else if (!append_specified(w, next, rest->values[rest->at++]))
			return false;
	}
	evl_text_append(w->text, units + last, format->length - last);
	return true;
}

bool evl_bun_format(struct evl_realm *realm, struct evl_text *text, uint32_t group, uint32_t count, const evl_value *values)
{
	struct evl_bun_writer w = { .realm = realm, .text = text, .depth = 2, .indent = group };
	struct rest rest = { values, count, 0 };
	evl_text_append_spaces(text, count != 0 ? (size_t)group * 2 : 0);
	while (rest.at < count) {
		evl_value value = values[rest.at];
		if (rest.at++ != 0)
			evl_bun_put(&w, " ");
		bool ok = evl_is_string(value) ? append_format(&w, evl_as_string(value), &rest) : evl_bun_value(&w, value);
		if (!ok)
			return false;
	}
	return realm->halt == EVL_STATUS_OK;
}

bool evl_bun_one(struct evl_realm *realm, struct evl_text *text, double depth, bool single_line, evl_value value)
{
	struct evl_bun_writer w = { .realm = realm, .text = text, .depth = depth, .single_line = single_line };
	return evl_bun_value(&w, value);
}
