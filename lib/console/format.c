/*
 * format.c - the arguments of console.log as one text: Node's util.format.
 *
 * How the other consoles join them is in format_deno.c, format_bun.c and format_browser.c.
 */
#include <string.h>

#include "builtins/json.h"
#include "builtins/number_parse.h"
#include "console/console.h"
#include "console/inspect_browser.h"
#include "console/format.h"
#include "console/inspect_bun.h"
#include "console/inspect_node.h"
#include "value/bigint.h"
#include "value/convert.h"
#include "value/proxy.h"
#include "value/unknown.h"

/* What an object says of a way to turn it into text. */
struct conversion {
	bool is_function;
	bool is_own;
};

/* Is value[key] a function, and if so the object's own? */
static bool find_conversion(struct evl_realm *realm, struct evl_object *object, evl_key key, struct conversion *out)
{
	evl_value value;
	*out = (struct conversion){ false, false };
	if (!evl_object_get(realm, object, key, evl_from_object(object), &value))
		return false;
	out->is_function = evl_is_callable(value);
	return !out->is_function || evl_has_own_property(realm, object, key, &out->is_own);
}

/* The nearest prototype with an own `toString` or Symbol.toPrimitive (those that are wanted). False: exception pending, also when there is none. */
static bool find_converter(struct evl_realm *realm, struct evl_object *object, bool to_string, bool to_primitive, struct evl_object **out)
{
	for (bool found = false; !found;) {
		if (!evl_inspect_next_prototype(realm, object, &object))
			return false;
		if (object == NULL)
			return evl_throw_message(realm, EVL_MESSAGE_NULLISH_TO_OBJECT);
		if ((to_string && !evl_has_own_property(realm, object, EVL_NAME_toString, &found)) ||
		    (to_primitive && !found && !evl_has_own_property(realm, object, EVL_NAME_symbol_to_primitive, &found)))
			return false;
	}
	*out = object;
	return true;
}

/* hasBuiltInToString: is an object's conversion to text only the library's? */
static bool has_builtin_to_string(struct evl_realm *realm, struct evl_object *object, bool *out)
{
	struct conversion to_string, to_primitive;
	*out = false;
	if (evl_class_of(object) == EVL_CLASS_PROXY) {
		object = ((const struct evl_proxy *)object)->target;
		*out = object == NULL;
		if (object == NULL)
			return true;
	}
	if (!find_conversion(realm, object, EVL_NAME_toString, &to_string))
		return false;
	if (to_string.is_own)
		return true;
	if (!find_conversion(realm, object, EVL_NAME_symbol_to_primitive, &to_primitive))
		return false;
	if (to_primitive.is_own)
		return true;
	if (!to_string.is_function && !to_primitive.is_function) {
		*out = true;
		return true;
	}
	if (!find_converter(realm, object, to_string.is_function, to_primitive.is_function, &object))
		return false;
	return evl_inspect_is_builtin_prototype(realm, object, out);
}

/* { ...options, ...changed }: what custom inspect functions see of options that inspect does not know. */
static bool change_user_options(struct evl_inspector *ins, const struct evl_inspector *from)
{
	static const struct {
		const char *name;
		enum evl_inspect_option option;
	} changed[] = {
		{ "showHidden", EVL_INSPECT_SHOW_HIDDEN }, { "showProxy", EVL_INSPECT_SHOW_PROXY }, { "compact", EVL_INSPECT_COMPACT },
		{ "colors", EVL_INSPECT_COLORS }, { "depth", EVL_INSPECT_DEPTH },
	};
	struct evl_realm *realm = ins->realm;
	struct evl_object *options = evl_object_plain(realm);
	struct evl_key_list keys;
	if (!evl_own_keys(realm, evl_as_object(from->user_options), &keys))
		return false;
	for (uint32_t i = 0; i < keys.count; i++) {
		evl_value value;
		if (!evl_get(realm, from->user_options, keys.keys[i], &value) || !evl_create_data(realm, options, keys.keys[i], value))
			return false;
	}
	for (size_t i = 0; i < sizeof changed / sizeof changed[0]; i++)
		if (!evl_create_data(realm, options, evl_text_name(realm, changed[i].name),
				     ins->given[changed[i].option]))
			return false;
	ins->user_options = evl_from_object(options);
	return true;
}

/* inspect() with the options of formatWithOptions and what a specifier changes of them. */
static bool append_inspected(struct evl_inspector *ins, evl_value value, uint16_t specifier)
{
	struct evl_inspector nested = *ins;
	nested.circular = NULL;
	nested.circular_count = 0;
	if (ins->given != NULL && specifier != 'O') {
		nested.given = evl_realm_scratch(ins->realm, EVL_INSPECT_OPTION_COUNT * sizeof *nested.given);
		memcpy(nested.given, ins->given, EVL_INSPECT_OPTION_COUNT * sizeof *nested.given);
	}
	if (specifier == 's' && (!evl_inspector_set(&nested, EVL_INSPECT_COMPACT, evl_from_int(3)) ||
				 !evl_inspector_set(&nested, EVL_INSPECT_COLORS, EVL_FALSE) ||
				 !evl_inspector_set(&nested, EVL_INSPECT_DEPTH, evl_from_int(0))))
		return false;
	if (specifier == 'o' && (!evl_inspector_set(&nested, EVL_INSPECT_SHOW_HIDDEN, EVL_TRUE) ||
				 !evl_inspector_set(&nested, EVL_INSPECT_SHOW_PROXY, EVL_TRUE) ||
				 !evl_inspector_set(&nested, EVL_INSPECT_DEPTH, evl_from_int(4))))
		return false;
	if (specifier != 'O' && ins->user_options != EVL_EMPTY && !change_user_options(&nested, ins))
		return false;
	return evl_inspect_value(&nested, value, 0);
}

/* A number or bigint that is part of the text: without colours, with separators where they are wanted. */
static bool append_plain(struct evl_inspector *ins, evl_value value)
{
	bool styled = ins->styled;
	ins->styled = false;
	bool ok = evl_inspect_primitive(ins, value);
	ins->styled = styled;
	return ok;
}

static bool append_number_value(struct evl_inspector *ins, double number)
{
	return append_plain(ins, evl_from_double(number));
}

static bool append_string_of(struct evl_inspector *ins, evl_value value)
{
	struct evl_realm *realm = ins->realm;
	struct evl_string *s;
	if (evl_is_number(value) || evl_is_bigint(value))
		return append_plain(ins, value);
	if (evl_is_symbol(value)) {
		evl_inspect_symbol(ins->text, realm, evl_as_symbol(value)->name);
		return true;
	}
	if (evl_is_object(value) && !evl_is_callable(value)) {
		bool builtin;
		if (!has_builtin_to_string(realm, evl_as_object(value), &builtin))
			return false;
		if (builtin)
			return append_inspected(ins, value, 's');
	}
	if (!evl_to_string(realm, value, &s))
		return false;
	evl_text_append_string(ins->text, s);
	return true;
}

/* %j: JSON, with [Circular] for what goes round. */
static bool append_json(struct evl_inspector *ins, evl_value value)
{
	struct evl_realm *realm = ins->realm;
	evl_value json;
	bool circular;
	if (!evl_json_stringify(realm, value, EVL_UNDEFINED, EVL_UNDEFINED, &json, &circular)) {
		/* tryStringify reads the name of whatever was thrown. */
		if (realm->halt == EVL_STATUS_OK && evl_is_nullish(realm->exception)) {
			evl_value thrown = realm->exception, ignored;
			realm->exception = EVL_EMPTY;
			return evl_get(realm, thrown, EVL_NAME_name, &ignored);
		}
		if (!circular || realm->halt != EVL_STATUS_OK)
			return false;
		realm->exception = EVL_EMPTY;
		evl_text_append_ascii(ins->text, "[Circular]");
		return true;
	}
	if (evl_is_string(json))
		evl_text_append_string(ins->text, evl_as_string(json));
	else
		evl_text_append_ascii(ins->text, "undefined");
	return true;
}

/* The numeric specifiers %d, %i, %f. */
static bool append_numeric(struct evl_inspector *ins, uint16_t specifier, evl_value value)
{
	double number;
	struct evl_string *s;
	if (evl_is_symbol(value)) {
		evl_text_append_ascii(ins->text, "NaN");
		return true;
	}
	if (evl_is_bigint(value) && specifier != 'f')
		return append_plain(ins, value);
	if (specifier == 'd') {
		/* Number(value): what becomes a BigInt is a number all the same */
		if (!evl_to_numeric(ins->realm, value, &value))
			return false;
		number = evl_is_bigint(value) ? evl_bigint_to_double(evl_as_bigint(value)) : evl_number(value);
		return append_number_value(ins, number);
	}
	if (!evl_to_string(ins->realm, value, &s))
		return false;
	number = specifier == 'i' ? evl_parse_int(ins->realm, s, 0) : evl_parse_float(ins->realm, s);
	return append_number_value(ins, number);
}

static bool append_specified(struct evl_inspector *ins, uint16_t specifier, evl_value value)
{
	switch (specifier) {
	case 's':
		return append_string_of(ins, value);
	case 'j':
		return append_json(ins, value);
	case 'O':
	case 'o':
		return append_inspected(ins, value, specifier);
	case 'c':
		return true;
	default:
		return append_numeric(ins, specifier, value);
	}
}

/* The first argument with its specifiers replaced. *used: how many arguments it took; 0: it has none. */
static bool append_format(struct evl_inspector *ins, uint32_t count, const evl_value *values, uint32_t *used)
{
	struct evl_string *first = evl_as_string(values[0]);
	const uint16_t *units = evl_string_units(ins->realm, first);
	if (units == NULL)
		return false;
	uint32_t taken = 0, last = 0, length = first->length;
	for (uint32_t i = 0; i + 1 < length; i++) {
		if (units[i] != '%')
			continue;
		uint16_t next = units[++i];
		if (next == '%') {
			evl_text_append(ins->text, units + last, i - last);
			last = i + 1;
		} else if (taken + 1 != count && evl_format_is_specifier(next)) {
			evl_text_append(ins->text, units + last, i - 1 - last);
			if (!append_specified(ins, next, values[++taken]))
				return false;
			last = i + 1;
		}
	}
	*used = 0;
	if (last != 0) {
		*used = taken + 1;
		evl_text_append(ins->text, units + last, length - last);
	}
	return true;
}

static bool format_node(struct evl_inspector *ins, uint32_t count, const evl_value *values)
{
	uint32_t at = 0;
	bool join = false;
	if (count > 1 && evl_is_string(values[0])) {
		if (!append_format(ins, count, values, &at))
			return false;
		join = at != 0;
	}
	for (; at < count; at++) {
		if (join)
			evl_text_append_unit(ins->text, ' ');
		join = true;
		if (evl_is_string(values[at]))
			evl_text_append_string(ins->text, evl_as_string(values[at]));
		else if (!evl_inspect_value(ins, values[at], 0))
			return false;
		/* Circular references are numbered anew for each argument. */
		ins->circular = NULL;
		ins->circular_count = 0;
	}
	return true;
}

/* Texts that are known in parts are printed as texts; what was found equal to something as that. */
static bool show_texts(struct evl_realm *realm, uint32_t count, const evl_value **values)
{
	evl_value *shown = evl_realm_scratch(realm, (count + (size_t)1) * sizeof *shown);
	for (uint32_t i = 0; i < count; i++) {
		shown[i] = (*values)[i];
		if (!evl_is_unknown(shown[i]))
			continue;
		if (evl_as_unknown(shown[i])->equal != EVL_EMPTY)
			shown[i] = evl_as_unknown(shown[i])->equal;
		if (!evl_is_unknown(shown[i]) || evl_as_unknown(shown[i])->kind != EVL_UNKNOWN_TEXT)
			continue;
		struct evl_string *text = evl_unknown_string(realm, evl_as_unknown(shown[i]));
		if (text == NULL)
			return false;
		shown[i] = evl_from_string(text);
	}
	*values = shown;
	return true;
}

static bool format_browser(struct evl_inspector *ins, uint32_t count, const evl_value *values)
{
	return evl_browser_format(ins->realm, ins->text, count, values);
}

static bool format_bun(struct evl_inspector *ins, uint32_t count, const evl_value *values)
{
	return evl_bun_format(ins->realm, ins->text, evl_console_state(ins->realm)->group_depth, count, values);
}

static bool (*const formatters[])(struct evl_inspector *ins, uint32_t count, const evl_value *values) = {
	[EVL_DIALECT_NODE] = format_node,
	[EVL_DIALECT_DENO] = evl_deno_format,
	[EVL_DIALECT_BUN] = format_bun,
	[EVL_DIALECT_BROWSER] = format_browser,
};

bool evl_console_format(struct evl_realm *realm, enum evl_dialect dialect, uint32_t count, const evl_value *values,
			struct evl_string **out)
{
	if (realm->unknowns != 0 && !show_texts(realm, count, &values))
		return false;
	if (count == 1 && evl_is_string(values[0]) && dialect != EVL_DIALECT_BUN) {
		*out = evl_as_string(values[0]);
		return true;
	}
	struct evl_inspector ins;
	(dialect == EVL_DIALECT_NODE ? evl_inspector_init_util : evl_inspector_init)(&ins, realm);
	uint32_t start = ins.text->length, words = ins.words->count;
	bool ok = formatters[dialect](&ins, count, values);
	*out = realm->halt == EVL_STATUS_OK ? evl_text_take(ins.text, start) : NULL;
	ins.text->length = start;
	ins.words->count = words;
	return ok && *out != NULL;
}

bool evl_util_format_with_options(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_inspector ins;
	evl_inspector_init_util(&ins, realm);
	uint32_t start = ins.text->length, words = ins.words->count, count = args->count > 1 ? args->count - 1 : 0;
	bool ok = evl_inspector_options(&ins, evl_arg(args, 0)) && format_node(&ins, count, args->values + (count != 0));
	struct evl_string *text = ok ? evl_text_take(ins.text, start) : NULL;
	ins.text->length = start;
	ins.words->count = words;
	*result = evl_string_value(text);
	return text != NULL;
}

bool evl_inspect(struct evl_realm *realm, enum evl_dialect dialect, evl_value value, const struct evl_inspect_options *options,
		 struct evl_string **out)
{
	struct evl_inspector ins;
	(dialect == EVL_DIALECT_NODE ? evl_inspector_init_util : evl_inspector_init)(&ins, realm);
	if (options != NULL) {
		ins.depth = options->depth;
		ins.show_hidden = options->show_hidden;
		ins.custom = !options->ignore_custom;
	}
	uint32_t start = ins.text->length, words = ins.words->count;
	bool ok = true;
	if (evl_is_string(value) && options != NULL && !options->quote_strings)
		evl_text_append_string(ins.text, evl_as_string(value));
	else if (dialect == EVL_DIALECT_BUN)
		ok = evl_bun_one(realm, ins.text, ins.depth, false, value);
	else
		ok = dialect != EVL_DIALECT_BROWSER ? evl_inspect_value(&ins, value, 0) : evl_browser_value(realm, ins.text, value);
	*out = ok ? evl_text_take(ins.text, start) : NULL;
	ins.text->length = start;
	ins.words->count = words;
	return *out != NULL;
}
