/* SPDX-License-Identifier: MIT */
/*
 * inspect_style.c - colours of util.inspect: the option `colors`, inspect.styles and
 * inspect.colors as the snippet may have changed them, and a `stylize` of its own.
 */
#include <string.h>

#include "console/ansi.h"
#include "console/console.h"
#include "console/inspect_node.h"
#include "value/convert.h"

static const struct {
	const char *name;
	uint8_t open, close;
} styles[EVL_STYLE_COUNT] = {
#define EVL_STYLE(id, name, open, close) [EVL_STYLE_##id] = { name, open, close },
#include "console/styles.def"
#undef EVL_STYLE
};

static bool get_named(struct evl_realm *realm, evl_value object, const char *name, evl_value *out)
{
	return evl_get(realm, object, evl_text_name(realm, name), out);
}

/* ESC [ code m */
static bool append_code(struct evl_realm *realm, struct evl_text *text, evl_value code)
{
	struct evl_string *s;
	if (!evl_to_string(realm, code, &s))
		return false;
	evl_text_append_ascii(text, "\x1B[");
	evl_text_append_string(text, s);
	evl_text_append_unit(text, 'm');
	return realm->halt == EVL_STATUS_OK;
}

/* The codes of a style: the defaults, or what inspect.styles and inspect.colors say now. *plain: it has no colour. */
static bool find_codes(struct evl_realm *realm, const char *style, evl_value *open, evl_value *close, bool *plain)
{
	evl_value inspect = evl_console_state(realm)->inspect, table, name, colors, color;
	*plain = false;
	if (inspect == EVL_EMPTY) {
		*plain = true;
		for (int i = 0; i < EVL_STYLE_COUNT; i++) {
			if (strcmp(styles[i].name, style) != 0 || styles[i].open == 0)
				continue;
			*open = evl_from_int(styles[i].open);
			*close = evl_from_int(styles[i].close);
			*plain = false;
		}
		return true;
	}
	if (!get_named(realm, inspect, "styles", &table) || !get_named(realm, table, style, &name))
		return false;
	*plain = evl_is_undefined(name);
	if (*plain)
		return true;
	evl_key key;
	if (!get_named(realm, inspect, "colors", &colors) || !evl_to_key(realm, name, &key) || !evl_get(realm, colors, key, &color))
		return false;
	*plain = evl_is_undefined(color);
	return *plain || (evl_get(realm, color, evl_key_from_index(0), open) && evl_get(realm, color, evl_key_from_index(1), close));
}

/* stylizeWithColor on the text from `start` on. */
static bool colour(struct evl_inspector *ins, uint32_t start, const char *style)
{
	struct evl_realm *realm = ins->realm;
	struct evl_text *text = ins->text;
	evl_value open = EVL_UNDEFINED, close = EVL_UNDEFINED;
	bool plain;
	if (!find_codes(realm, style, &open, &close, &plain))
		return false;
	if (plain)
		return true;
	uint32_t end = text->length;
	if (!append_code(realm, text, open))
		return false;
	uint16_t code[32];
	uint32_t added = text->length - end;
	if (added > sizeof code / sizeof code[0])
		return evl_not_covered(realm, "a colour of inspect.colors this long");
	memcpy(code, text->units + end, added * sizeof *code);
	text->length = end;
	evl_text_insert(text, start, code, added);
	return realm->halt == EVL_STATUS_OK && append_code(realm, text, close);
}

bool evl_inspect_restyle(struct evl_inspector *ins, uint32_t start, enum evl_inspect_style style)
{
	struct evl_realm *realm = ins->realm;
	if (realm->halt != EVL_STATUS_OK)
		return false;
	if (ins->colors)
		return colour(ins, start, styles[style].name);
	struct evl_string *text = evl_text_take(ins->text, start), *result;
	struct evl_string *name = evl_string_from_ascii(realm, styles[style].name);
	evl_value shown;
	if (text == NULL || name == NULL)
		return false;
	evl_value arguments[2] = { evl_from_string(text), evl_from_string(name) };
	if (!evl_call(realm, ins->stylize, EVL_UNDEFINED, 2, arguments, &shown) || !evl_to_string(realm, shown, &result))
		return false;
	evl_text_append_string(ins->text, result);
	return realm->halt == EVL_STATUS_OK;
}

bool evl_inspect_append_styled(struct evl_inspector *ins, const char *ascii, enum evl_inspect_style style)
{
	uint32_t start = ins->text->length;
	evl_text_append_ascii(ins->text, ascii);
	return evl_inspect_styled(ins, start, style) && ins->realm->halt == EVL_STATUS_OK;
}

uint32_t evl_inspect_length(const struct evl_inspector *ins, uint32_t from, uint32_t to)
{
	return to - from - (ins->colors ? (uint32_t)evl_ansi_count(ins->text->units + from, to - from) : 0);
}

uint32_t evl_inspect_width(const struct evl_inspector *ins, uint32_t from, uint32_t to)
{
	const uint16_t *units = ins->text->units + from;
	uint32_t length = to - from, width = 0, plain = 0;
	if (!ins->colors)
		return evl_text_width(units, length);
	for (uint32_t i = 0; i < length;) {
		uint32_t taken = (uint32_t)evl_ansi_sequence(units, length, i);
		if (taken != 0)
			width += evl_text_width(units + plain, i - plain);
		i += taken != 0 ? taken : 1;
		plain = taken != 0 ? i : plain;
	}
	return width + evl_text_width(units + plain, length - plain);
}

/* options.stylize(text, style) of a custom inspect function's options. */
bool evl_inspect_stylize_native(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	if (!evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	*result = evl_from_string(text);
	return true;
}

bool evl_inspect_stylize_colors_native(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_inspector ins;
	struct evl_string *text, *style;
	evl_inspector_init_util(&ins, realm);
	ins.colors = ins.styled = true;
	uint32_t start = ins.text->length;
	if (!evl_to_string(realm, evl_arg(args, 0), &text) || !evl_to_string(realm, evl_arg(args, 1), &style))
		return false;
	evl_text_append_string(ins.text, text);
	bool ok = colour(&ins, start, evl_string_utf8(realm, style));
	struct evl_string *shown = ok ? evl_text_take(ins.text, start) : NULL;
	if (!ok)
		ins.text->length = start;
	*result = evl_string_value(shown);
	return shown != NULL;
}
