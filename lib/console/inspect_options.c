/*
 * inspect_options.c - util.inspect's options: from an object, and as the object
 * that custom inspect functions get.
 */
#include <math.h>

#include "console/console.h"
#include "console/inspect_node.h"
#include "value/convert.h"

/* Node's inspectDefaultOptions, in its order. */
enum option {
	OPTION_SHOW_HIDDEN,
	OPTION_DEPTH,
	OPTION_COLORS,
	OPTION_CUSTOM_INSPECT,
	OPTION_SHOW_PROXY,
	OPTION_MAX_ARRAY_LENGTH,
	OPTION_MAX_STRING_LENGTH,
	OPTION_BREAK_LENGTH,
	OPTION_COMPACT,
	OPTION_SORTED,
	OPTION_GETTERS,
	OPTION_NUMERIC_SEPARATOR,
	OPTION_COUNT
};

static const char *const option_names[OPTION_COUNT] = {
	[OPTION_SHOW_HIDDEN] = "showHidden",
	[OPTION_DEPTH] = "depth",
	[OPTION_COLORS] = "colors",
	[OPTION_CUSTOM_INSPECT] = "customInspect",
	[OPTION_SHOW_PROXY] = "showProxy",
	[OPTION_MAX_ARRAY_LENGTH] = "maxArrayLength",
	[OPTION_MAX_STRING_LENGTH] = "maxStringLength",
	[OPTION_BREAK_LENGTH] = "breakLength",
	[OPTION_COMPACT] = "compact",
	[OPTION_SORTED] = "sorted",
	[OPTION_GETTERS] = "getters",
	[OPTION_NUMERIC_SEPARATOR] = "numericSeparator",
};

static evl_key option_key(struct evl_realm *realm, enum option option)
{
	return evl_names_intern_utf8(realm->names, option_names[option], strlen(option_names[option]));
}

/* A limit on counts: null and Infinity mean none. */
static bool read_limit(struct evl_realm *realm, evl_value value, uint32_t *out)
{
	double number = INFINITY;
	if (!evl_is_null(value) && !evl_to_number(realm, value, &number))
		return false;
	if (isnan(number) || number < 0)
		number = 0;
	*out = number >= UINT32_MAX ? UINT32_MAX : (uint32_t)number;
	return true;
}

static bool take_option(struct evl_inspector *ins, enum option option, evl_value value)
{
	struct evl_realm *realm = ins->realm;
	switch (option) {
	case OPTION_SHOW_HIDDEN:
		ins->show_hidden = evl_to_boolean(value);
		return true;
	case OPTION_DEPTH:
		if (evl_is_nullish(value)) {
			ins->depth = evl_is_null(value) ? INFINITY : ins->depth;
			return true;
		}
		return evl_to_number(realm, value, &ins->depth);
	case OPTION_SHOW_PROXY:
		ins->show_proxy = evl_to_boolean(value);
		return true;
	case OPTION_CUSTOM_INSPECT:
		ins->custom = evl_to_boolean(value);
		return true;
	case OPTION_MAX_ARRAY_LENGTH:
		return read_limit(realm, value, &ins->max_array);
	case OPTION_MAX_STRING_LENGTH:
		return read_limit(realm, value, &ins->max_string);
	case OPTION_BREAK_LENGTH:
		return evl_to_number(realm, value, &ins->break_length);
	case OPTION_COMPACT:
		if (value == EVL_TRUE)
			return evl_not_covered(realm, "the inspect option compact: true");
		if (!evl_is_number(value)) {
			ins->compact = 0;
			return true;
		}
		return read_limit(realm, value, &ins->compact);
	case OPTION_SORTED:
		if (evl_is_callable(value))
			return evl_not_covered(realm, "a function as the inspect option sorted");
		ins->sorted = evl_to_boolean(value);
		return true;
	case OPTION_COLORS:
	case OPTION_GETTERS:
	case OPTION_NUMERIC_SEPARATOR:
		if (evl_to_boolean(value))
			return evl_not_covered(realm, option == OPTION_COLORS ? "the inspect option colors" :
						      option == OPTION_GETTERS ? "the inspect option getters" :
										"the inspect option numericSeparator");
		return true;
	default:
		return true;
	}
}

bool evl_inspector_options(struct evl_inspector *ins, evl_value options)
{
	struct evl_realm *realm = ins->realm;
	if (!evl_is_object(options))
		return true;
	for (int i = 0; i < OPTION_COUNT; i++) {
		evl_key key = option_key(realm, (enum option)i);
		bool own;
		evl_value value;
		if (!evl_has_own_property(realm, evl_as_object(options), key, &own))
			return false;
		if (own && (!evl_get(realm, options, key, &value) || !take_option(ins, (enum option)i, value)))
			return false;
	}
	return true;
}

/* options.stylize(text, style) without colours. */
static bool stylize(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	if (!evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	*result = evl_from_string(text);
	return true;
}

static evl_value limit_value(uint32_t limit)
{
	return limit == UINT32_MAX ? evl_from_double(INFINITY) : evl_from_uint32(limit);
}

evl_value evl_inspector_options_object(struct evl_inspector *ins, double depth)
{
	struct evl_realm *realm = ins->realm;
	struct evl_object *object = evl_object_plain(realm);
	const evl_value values[OPTION_COUNT] = {
		[OPTION_SHOW_HIDDEN] = evl_from_bool(ins->show_hidden),
		[OPTION_DEPTH] = evl_from_number(depth),
		[OPTION_COLORS] = EVL_FALSE,
		[OPTION_CUSTOM_INSPECT] = EVL_TRUE,
		[OPTION_SHOW_PROXY] = evl_from_bool(ins->show_proxy),
		[OPTION_MAX_ARRAY_LENGTH] = limit_value(ins->max_array),
		[OPTION_MAX_STRING_LENGTH] = limit_value(ins->max_string),
		[OPTION_BREAK_LENGTH] = evl_from_number(ins->break_length),
		[OPTION_COMPACT] = ins->compact == 0 ? EVL_FALSE : evl_from_uint32(ins->compact),
		[OPTION_SORTED] = EVL_FALSE,
		[OPTION_GETTERS] = EVL_FALSE,
		[OPTION_NUMERIC_SEPARATOR] = EVL_FALSE,
	};
	evl_define_new(realm, object, evl_names_intern_utf8(realm->names, "stylize", 7),
		       evl_from_object(evl_native_function_new(realm, "stylize", 2, stylize)), EVL_DATA_DEFAULT);
	for (int i = 0; i < OPTION_COUNT; i++)
		evl_define_new(realm, object, option_key(realm, (enum option)i), values[i], EVL_DATA_DEFAULT);
	return evl_from_object(object);
}

bool evl_util_inspect(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_inspector ins;
	evl_inspector_init(&ins, realm);
	evl_value options = evl_arg(args, 1);
	if (options == EVL_TRUE)
		ins.show_hidden = true;
	else if (!evl_inspector_options(&ins, options))
		return false;
	if (args->count > 2 && !evl_is_undefined(evl_arg(args, 2)) && !take_option(&ins, OPTION_DEPTH, evl_arg(args, 2)))
		return false;
	uint32_t start = ins.text->length, words = ins.words->count;
	bool ok = evl_inspect_value(&ins, evl_arg(args, 0), 0);
	struct evl_string *text = ok ? evl_text_take(ins.text, start) : NULL;
	if (text == NULL) {
		ins.text->length = start;
		ins.words->count = words;
		return false;
	}
	*result = evl_from_string(text);
	return true;
}

bool evl_util_format(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	if (!evl_console_format(realm, EVL_DIALECT_NODE, args->count, args->values, &text))
		return false;
	*result = evl_from_string(text);
	return true;
}
