/*
 * inspect_options.c - util.inspect's options: from an object, and as the object
 * that custom inspect functions get.
 */
#include <math.h>

#include <string.h>

#include "console/console.h"
#include "console/inspect_node.h"
#include "value/bigint.h"
#include "value/convert.h"

static const char *const option_names[EVL_INSPECT_OPTION_COUNT] = {
	[EVL_INSPECT_SHOW_HIDDEN] = "showHidden",
	[EVL_INSPECT_DEPTH] = "depth",
	[EVL_INSPECT_COLORS] = "colors",
	[EVL_INSPECT_CUSTOM] = "customInspect",
	[EVL_INSPECT_SHOW_PROXY] = "showProxy",
	[EVL_INSPECT_MAX_ARRAY] = "maxArrayLength",
	[EVL_INSPECT_MAX_STRING] = "maxStringLength",
	[EVL_INSPECT_BREAK_LENGTH] = "breakLength",
	[EVL_INSPECT_COMPACT] = "compact",
	[EVL_INSPECT_SORTED] = "sorted",
	[EVL_INSPECT_GETTERS] = "getters",
	[EVL_INSPECT_NUMERIC_SEPARATOR] = "numericSeparator",
};

static evl_key option_key(struct evl_realm *realm, int option)
{
	return evl_text_name(realm, option_names[option]);
}

/* What Node compares numbers with. A BigInt is compared as the number that it is. */
static bool read_number(struct evl_realm *realm, evl_value value, double *out)
{
	if (!evl_is_bigint(value))
		return evl_to_number(realm, value, out);
	*out = evl_bigint_to_double(evl_as_bigint(value));
	return true;
}

/* A limit on counts: null and Infinity mean none. */
static bool read_limit(struct evl_realm *realm, evl_value value, double *out)
{
	*out = INFINITY;
	return evl_is_null(value) || evl_to_number(realm, value, out);
}

double evl_inspect_shown(const struct evl_inspector *ins, double count)
{
	return isnan(ins->max_array) ? NAN : fmin(fmax(ins->max_array, 0), count);
}

static bool is_text(struct evl_realm *realm, evl_value value, const char *ascii)
{
	return evl_is_string(value) && strcmp(evl_string_utf8(realm, evl_as_string(value)), ascii) == 0;
}

/* The options as they are by default, for those that were not given. */
static void list_defaults(const struct evl_inspector *ins, evl_value *values)
{
	for (int i = 0; i < EVL_INSPECT_OPTION_COUNT; i++)
		values[i] = EVL_FALSE;
	values[EVL_INSPECT_DEPTH] = evl_from_int(ins->manner->depth);
	values[EVL_INSPECT_CUSTOM] = EVL_TRUE;
	values[EVL_INSPECT_MAX_ARRAY] = evl_from_int(100);
	values[EVL_INSPECT_MAX_STRING] = evl_from_int(10000);
	values[EVL_INSPECT_BREAK_LENGTH] = evl_from_int(80);
	values[EVL_INSPECT_COMPACT] = evl_from_int(3);
}

/* Understand a value; what was given stands in ins->given. */
static bool take_option(struct evl_inspector *ins, enum evl_inspect_option option, evl_value value)
{
	struct evl_realm *realm = ins->realm;
	switch (option) {
	case EVL_INSPECT_SHOW_HIDDEN:
		ins->show_hidden = evl_to_boolean(value);
		return true;
	case EVL_INSPECT_DEPTH:
		ins->depth = INFINITY; /* NaN, as of undefined, is no limit either, but no number */
		return evl_is_null(value) || read_number(realm, value, &ins->depth);
	case EVL_INSPECT_SHOW_PROXY:
		ins->show_proxy = evl_to_boolean(value);
		return true;
	case EVL_INSPECT_CUSTOM:
		ins->custom = evl_to_boolean(value);
		return true;
	case EVL_INSPECT_MAX_ARRAY:
		return read_limit(realm, value, &ins->max_array);
	case EVL_INSPECT_MAX_STRING:
		if (evl_is_bigint(value))
			return evl_not_covered(realm, "a BigInt as maxStringLength");
		return read_limit(realm, value, &ins->max_string);
	case EVL_INSPECT_BREAK_LENGTH:
		if (evl_is_bigint(value))
			return evl_not_covered(realm, "a BigInt as breakLength");
		return evl_to_number(realm, value, &ins->break_length);
	case EVL_INSPECT_COMPACT:
		ins->compact_all = value == EVL_TRUE;
		ins->compact = evl_is_number(value) ? evl_number(value) : 0;
		return true;
	case EVL_INSPECT_SORTED:
		ins->sorted = evl_to_boolean(value);
		ins->comparator = value == EVL_TRUE ? EVL_EMPTY : value;
		return true;
	case EVL_INSPECT_COLORS:
		ins->colors = evl_to_boolean(value);
		return true;
	case EVL_INSPECT_GETTERS:
		ins->getters = value == EVL_TRUE ? EVL_GETTERS_ALL : is_text(realm, value, "get") ? EVL_GETTERS_WITHOUT_SETTER :
			       is_text(realm, value, "set") ? EVL_GETTERS_WITH_SETTER : EVL_GETTERS_NONE;
		return true;
	case EVL_INSPECT_NUMERIC_SEPARATOR:
		ins->numeric_separator = evl_to_boolean(value);
		return true;
	default:
		return true;
	}
}

bool evl_inspector_set(struct evl_inspector *ins, enum evl_inspect_option option, evl_value value)
{
	if (ins->given == NULL) {
		ins->given = evl_realm_scratch(ins->realm, EVL_INSPECT_OPTION_COUNT * sizeof *ins->given);
		list_defaults(ins, ins->given);
	}
	ins->given[option] = value;
	if (!take_option(ins, option, value))
		return false;
	ins->styled = ins->colors || ins->stylize != EVL_EMPTY;
	return true;
}

/* The option that a property of an options object sets; -1: none that inspect knows. */
static int option_of(struct evl_realm *realm, evl_key key)
{
	if (evl_key_is_index(key))
		return -1;
	const struct evl_name_entry *entry = evl_names_entry(realm->names, key);
	for (int i = 0; i < EVL_INSPECT_OPTION_COUNT; i++) {
		uint32_t k = 0;
		while (k < entry->length && option_names[i][k] != 0 && entry->units[k] == (unsigned char)option_names[i][k])
			k++;
		if (k == entry->length && option_names[i][k] == 0)
			return i;
	}
	return -1;
}

bool evl_inspector_options(struct evl_inspector *ins, evl_value options)
{
	struct evl_realm *realm = ins->realm;
	struct evl_key_list keys;
	if (!evl_is_object(options))
		return true;
	if (!evl_own_keys(realm, evl_as_object(options), &keys))
		return false;
	evl_key stylize = evl_text_name(realm, "stylize");
	for (uint32_t i = 0; i < keys.count; i++) {
		struct evl_descriptor d;
		bool found;
		evl_value value;
		if (!evl_key_is_index(keys.keys[i]) && evl_names_entry(realm->names, keys.keys[i])->kind != EVL_NAME_KIND_STRING)
			continue;
		if (!evl_get_own_property(realm, evl_as_object(options), keys.keys[i], &d, &found))
			return false;
		if (!found || !d.enumerable)
			continue;
		int option = option_of(realm, keys.keys[i]);
		if (option < 0 && keys.keys[i] != stylize) {
			if (ins->user_options == EVL_EMPTY)
				ins->user_options = options;
			continue;
		}
		if (!evl_get(realm, options, keys.keys[i], &value))
			return false;
		if (option >= 0) {
			if (!evl_inspector_set(ins, (enum evl_inspect_option)option, value))
				return false;
			continue;
		}
		bool own = evl_is_class(value, EVL_CLASS_NATIVE_FUNCTION) &&
			   (((struct evl_native_function *)evl_as_object(value))->fn == evl_inspect_stylize_native ||
			    ((struct evl_native_function *)evl_as_object(value))->fn == evl_inspect_stylize_colors_native);
		bool coloured = own && ((struct evl_native_function *)evl_as_object(value))->fn == evl_inspect_stylize_colors_native;
		ins->stylize = !evl_is_callable(value) || (own && !coloured) ? EVL_EMPTY : value;
	}
	ins->styled = ins->colors || ins->stylize != EVL_EMPTY;
	return true;
}

/* options.stylize: the snippet's own, or with or without colours. */
static evl_value stylize_function(struct evl_inspector *ins)
{
	if (!ins->colors && ins->stylize != EVL_EMPTY)
		return ins->stylize;
	return evl_from_object(evl_native_function_new(ins->realm, ins->colors ? "stylizeWithColor" : "stylizeNoColor", ins->colors ? 2 : 1,
						       ins->colors ? evl_inspect_stylize_colors_native : evl_inspect_stylize_native));
}

evl_value evl_inspector_options_object(struct evl_inspector *ins, bool foreign)
{
	struct evl_realm *realm = ins->realm;
	struct evl_object *object = foreign ? evl_object_new(realm, NULL) : evl_object_plain(realm);
	evl_value defaults[EVL_INSPECT_OPTION_COUNT], function = stylize_function(ins);
	const evl_value *values = ins->given;
	if (values == NULL) {
		list_defaults(ins, defaults);
		values = defaults;
	}
	if (foreign && evl_is_object(function)) {
		bool ok;
		if (!evl_set_prototype(realm, evl_as_object(function), NULL, &ok))
			return EVL_EMPTY;
	}
	evl_key stylize = evl_text_name(realm, "stylize");
	if (!foreign)
		evl_define_new(realm, object, stylize, function, EVL_DATA_DEFAULT);
	for (int i = 0; i < EVL_INSPECT_OPTION_COUNT; i++) {
		evl_value value = values[i];
		if (i == EVL_INSPECT_MAX_ARRAY || i == EVL_INSPECT_MAX_STRING)
			value = evl_is_null(value) ? evl_from_double(INFINITY) : value;
		if (!foreign || !evl_is_object(value))
			evl_define_new(realm, object, option_key(realm, i), value, EVL_DATA_DEFAULT);
	}
	struct evl_key_list keys = { NULL, 0 };
	if (ins->user_options != EVL_EMPTY && !evl_own_keys(realm, evl_as_object(ins->user_options), &keys))
		return EVL_EMPTY;
	for (uint32_t i = 0; i < keys.count; i++) {
		struct evl_descriptor d;
		bool found;
		evl_value value;
		if (!evl_get_own_property(realm, evl_as_object(ins->user_options), keys.keys[i], &d, &found))
			return EVL_EMPTY;
		if (!found || !d.enumerable)
			continue;
		if (!evl_get(realm, ins->user_options, keys.keys[i], &value))
			return EVL_EMPTY;
		if ((!foreign || !evl_is_object(value)) &&
		    !evl_create_data(realm, object, keys.keys[i], value))
			return EVL_EMPTY;
	}
	if (foreign && !evl_create_data(realm, object, stylize, function))
		return EVL_EMPTY;
	return evl_from_object(object);
}

evl_value evl_inspector_depth_left(const struct evl_inspector *ins, uint32_t level)
{
	if (ins->given != NULL && evl_is_null(ins->given[EVL_INSPECT_DEPTH]))
		return EVL_NULL;
	return evl_from_number(ins->depth - level);
}

bool evl_inspector_defaults(struct evl_inspector *ins, evl_value defaults)
{
	evl_value seen = ins->user_options;
	bool ok = evl_inspector_options(ins, defaults);
	ins->user_options = seen;
	return ok;
}

bool evl_util_inspect(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_inspector ins;
	evl_inspector_init_util(&ins, realm);
	evl_value options = evl_arg(args, 1);
	/* Of old: inspect(value, showHidden, depth, colors). */
	if ((args->count > 2 && !evl_is_undefined(evl_arg(args, 2)) && !evl_inspector_set(&ins, EVL_INSPECT_DEPTH, evl_arg(args, 2))) ||
	    (args->count > 3 && !evl_is_undefined(evl_arg(args, 3)) && !evl_inspector_set(&ins, EVL_INSPECT_COLORS, evl_arg(args, 3))))
		return false;
	if (evl_is_boolean(options) ? !evl_inspector_set(&ins, EVL_INSPECT_SHOW_HIDDEN, options) : !evl_inspector_options(&ins, options))
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
