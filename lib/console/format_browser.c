/* SPDX-License-Identifier: MIT */
/* format_browser.c - the arguments of console.log and its siblings as a page shows them: format specifiers, strings, values. */
#include "console/preview.h"

#include <math.h>

#include "builtins/number_parse.h"
#include "console/inspect_browser.h"
#include "console/inspect_node.h"
#include "value/convert.h"

static bool append_text_of(struct evl_realm *realm, struct evl_text *text, evl_value value)
{
	struct evl_string *s;
	if (evl_is_symbol(value)) {
		evl_inspect_symbol(text, realm, evl_as_symbol(value)->name);
		return true;
	}
	if (!evl_to_string(realm, value, &s))
		return false;
	evl_text_append_string(text, s);
	return true;
}

static bool append_specified(struct evl_realm *realm, struct evl_text *text, uint16_t specifier, evl_value value)
{
	double number = NAN;
	switch (specifier) {
	case 's':
		return append_text_of(realm, text, value);
	case 'c':
		return true;
	case 'O':
		if (evl_is_string(value))
			return append_text_of(realm, text, value);
		if (evl_is_object(value))
			return evl_browser_describe(realm, text, value);
		return evl_browser_value(realm, text, value);
	case 'o':
		return evl_browser_value(realm, text, value);
	default:
		if (evl_is_bigint(value))
			return append_text_of(realm, text, value);
		if (evl_is_number(value))
			number = evl_number(value);
		else if (evl_is_string(value) || evl_is_object(value)) {
			struct evl_string *s;
			if (!evl_to_string(realm, value, &s))
				return false;
			number = evl_parse_float(realm, s);
		}
		if (specifier != 'f' && !evl_is_symbol(value)) {
			/* parseInt, of numbers too: of 1e21 it is 1. */
			struct evl_string *s;
			if (!evl_to_string(realm, value, &s))
				return false;
			number = evl_parse_int(realm, s, 10);
		}
		evl_text_append_number(text, number);
		return true;
	}
}

static bool append_format(struct evl_realm *realm, struct evl_text *text, uint32_t count, const evl_value *values, uint32_t *used)
{
	struct evl_string *format = evl_as_string(values[0]);
	const uint16_t *units = evl_string_units(realm, format);
	uint32_t next = 1;
	if (units == NULL)
		return false;
	for (uint32_t i = 0; i < format->length; i++) {
		uint16_t specifier = i + 1 < format->length ? units[i + 1] : 0;
		bool known = specifier == 's' || specifier == 'd' || specifier == 'i' || specifier == 'f' || specifier == 'o' ||
			     specifier == 'O' || specifier == 'c';
		if (units[i] == '%' && specifier == '%') {
			evl_text_append_unit(text, '%');
			i++;
		} else if (units[i] == '%' && known && next < count) {
			if (!append_specified(realm, text, specifier, values[next++]))
				return false;
			i++;
		} else {
			evl_text_append_unit(text, units[i]);
		}
	}
	*used = next;
	return true;
}

bool evl_browser_format(struct evl_realm *realm, struct evl_text *text, uint32_t count, const evl_value *values)
{
	bool raw = count > 0 && evl_is_string(values[0]);
	uint32_t at = 0;
	if (raw && !append_format(realm, text, count, values, &at))
		return false;
	for (; at < count; at++) {
		if (at != 0)
			evl_text_append_unit(text, ' ');
		bool ok = raw && evl_is_string(values[at]) ? append_text_of(realm, text, values[at]) :
							     evl_browser_value(realm, text, values[at]);
		if (!ok)
			return false;
	}
	return realm->halt == EVL_STATUS_OK;
}
