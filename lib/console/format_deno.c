/* SPDX-License-Identifier: MIT */
/*
 * format_deno.c - the arguments of console.log as one text, as Deno joins them.
 *
 * The specifiers are the Console standard's: %s is String(value), %d and %i are parseInt of it, and %o shows what %O does.
 */
#include "builtins/json.h"
#include "builtins/number_parse.h"
#include "console/format.h"
#include "console/inspect_node.h"
#include "value/convert.h"

static bool append_text_of(struct evl_inspector *ins, evl_value value)
{
	struct evl_string *s;
	if (evl_is_symbol(value)) {
		evl_inspect_symbol(ins->text, ins->realm, evl_as_symbol(value)->name);
		return true;
	}
	if (!evl_to_string(ins->realm, value, &s))
		return false;
	evl_text_append_string(ins->text, s);
	return true;
}

static bool append_number_of(struct evl_inspector *ins, uint16_t specifier, evl_value value)
{
	struct evl_string *s;
	if (evl_is_symbol(value)) {
		evl_text_append_ascii(ins->text, "NaN");
		return true;
	}
	if (!evl_to_string(ins->realm, value, &s))
		return false;
	double number = specifier == 'f' ? evl_parse_float(ins->realm, s) : evl_parse_int(ins->realm, s, 0);
	evl_text_append_number(ins->text, number == 0 ? 0 : number);
	return true;
}

/* *shown false: the value has no JSON, and the specifier stays as it is. */
static bool append_json_of(struct evl_inspector *ins, evl_value value, bool *shown)
{
	evl_value json;
	bool circular;
	*shown = true;
	if (!evl_json_stringify(ins->realm, value, EVL_UNDEFINED, EVL_UNDEFINED, &json, &circular)) {
		if (!circular || ins->realm->halt != EVL_STATUS_OK)
			return false;
		ins->realm->exception = EVL_EMPTY;
		evl_text_append_ascii(ins->text, "[Circular]");
		return true;
	}
	*shown = evl_is_string(json);
	if (*shown)
		evl_text_append_string(ins->text, evl_as_string(json));
	return true;
}

static bool append_specified(struct evl_inspector *ins, uint16_t specifier, evl_value value, bool *shown)
{
	*shown = true;
	switch (specifier) {
	case 's':
		return append_text_of(ins, value);
	case 'd':
	case 'i':
	case 'f':
		return append_number_of(ins, specifier, value);
	case 'j':
		return append_json_of(ins, value, shown);
	case 'O':
	case 'o':
		return evl_inspect_value(ins, value, 0);
	default: /* c: what styles */
		return true;
	}
}

/* The first argument with its specifiers replaced; *taken: how many further arguments it took. */
static bool append_format(struct evl_inspector *ins, uint32_t count, const evl_value *values, uint32_t *taken)
{
	const uint16_t *units = evl_string_units(ins->realm, evl_as_string(values[0]));
	uint32_t length = evl_as_string(values[0])->length, last = 0;
	if (units == NULL)
		return false;
	*taken = 0;
	for (uint32_t i = 0; i + 1 < length; i++) {
		if (units[i] != '%')
			continue;
		uint16_t next = units[++i];
		bool shown = next == '%';
		uint32_t before = ins->text->length;
		evl_text_append(ins->text, units + last, i - 1 - last);
		if (shown)
			evl_text_append_unit(ins->text, '%');
		else if (*taken + 1 < count && evl_format_is_specifier(next) && !append_specified(ins, next, values[++*taken], &shown))
			return false;
		if (shown)
			last = i + 1;
		else
			ins->text->length = before;
	}
	evl_text_append(ins->text, units + last, length - last);
	return true;
}

bool evl_deno_format(struct evl_inspector *ins, uint32_t count, const evl_value *values)
{
	uint32_t at = 0, taken = 0;
	if (count > 1 && evl_is_string(values[0])) {
		if (!append_format(ins, count, values, &taken))
			return false;
		at = taken + 1;
	}
	for (; at < count; at++) {
		if (at != 0)
			evl_text_append_unit(ins->text, ' ');
		if (evl_is_string(values[at]))
			evl_text_append_string(ins->text, evl_as_string(values[at]));
		else if (!evl_inspect_value(ins, values[at], 0))
			return false;
	}
	return ins->realm->halt == EVL_STATUS_OK;
}
