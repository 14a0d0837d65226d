/* SPDX-License-Identifier: MIT */
/* symbol.c - the Symbol family. A symbol is a name of its own; Symbol.for's registry is the table of names. */
#include "builtins/args.h"

/* sec-symbol-description */
static bool symbol_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const uint16_t *units = NULL;
	size_t length = 0;
	if (!evl_is_undefined(args->new_target))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_CONSTRUCTOR, "Symbol");
	if (!evl_library_step(realm))
		return false;
	if (!evl_is_undefined(evl_arg(args, 0))) {
		struct evl_string *text;
		if (!evl_to_string(realm, args->values[0], &text) || (units = evl_string_units(realm, text)) == NULL)
			return false;
		length = text->length;
	}
	*result = evl_symbol_value(realm, evl_names_new_symbol(realm->names, EVL_NAME_KIND_SYMBOL, units, length));
	return true;
}

/* sec-symbol.for */
static bool symbol_for(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	const uint16_t *units;
	if (!evl_to_string(realm, evl_arg(args, 0), &text) || (units = evl_string_units(realm, text)) == NULL)
		return false;
	*result = evl_symbol_value(realm, evl_names_symbol_for(realm->names, units, text->length));
	return true;
}

/* The description as a value: undefined for Symbol(). */
static bool description(struct evl_realm *realm, evl_value symbol, evl_value *out)
{
	const struct evl_name_entry *entry = evl_names_entry(realm->names, evl_as_symbol(symbol)->name);
	*out = EVL_UNDEFINED;
	if (!entry->has_description)
		return true;
	struct evl_string *text = evl_string_new(realm, entry->units, entry->length);
	*out = evl_string_value(text);
	return text != NULL;
}

/* sec-symbol.keyfor */
static bool symbol_key_for(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value symbol = evl_arg(args, 0);
	if (!evl_is_symbol(symbol))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_A_SYMBOL, evl_describe(realm, symbol));
	*result = EVL_UNDEFINED;
	return !evl_names_entry(realm->names, evl_as_symbol(symbol)->name)->registered || description(realm, symbol, result);
}

/* ThisSymbolValue (sec-thissymbolvalue) */
static bool this_symbol(struct evl_realm *realm, const struct evl_args *args, const char *method, evl_value *out)
{
	*out = args->this_value;
	if (evl_is_symbol(*out))
		return true;
	if (evl_is_class(*out, EVL_CLASS_SYMBOL)) {
		*out = ((struct evl_wrapper *)evl_as_object(*out))->primitive;
		return true;
	}
	return evl_throw_message(realm, EVL_MESSAGE_REQUIRES_THIS, method, "Symbol");
}

/* sec-symbol.prototype.tostring */
static bool symbol_prototype_to_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value symbol, text;
	if (!this_symbol(realm, args, "Symbol.prototype.toString", &symbol) || !description(realm, symbol, &text))
		return false;
	struct evl_string *s = evl_string_from_ascii(realm, "Symbol(");
	if (s != NULL && evl_is_string(text))
		s = evl_string_concat(realm, s, evl_as_string(text));
	if (s != NULL)
		s = evl_string_concat(realm, s, evl_string_from_unit(realm, ')'));
	*result = evl_string_value(s);
	return s != NULL;
}

/* sec-symbol.prototype.valueof */
static bool symbol_prototype_value_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return this_symbol(realm, args, "Symbol.prototype.valueOf", result);
}

/* sec-symbol.prototype-@@toprimitive */
static bool symbol_prototype_to_primitive(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return this_symbol(realm, args, "Symbol.prototype [ @@toPrimitive ]", result);
}

/* sec-symbol.prototype.description */
static bool symbol_prototype_description(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value symbol;
	return this_symbol(realm, args, "Symbol.prototype.description", &symbol) && description(realm, symbol, result);
}

/* In V8's order. */
static const struct evl_row symbol_statics[] = {
	EVL_METHOD("for", symbol_for, 1),
	EVL_METHOD("keyFor", symbol_key_for, 1),
	EVL_SYMBOL_ROW("asyncIterator", EVL_NAME_symbol_async_iterator),
	EVL_SYMBOL_ROW("hasInstance", EVL_NAME_symbol_has_instance),
	EVL_SYMBOL_ROW("isConcatSpreadable", EVL_NAME_symbol_is_concat_spreadable),
	EVL_SYMBOL_ROW("iterator", EVL_NAME_symbol_iterator),
	EVL_SYMBOL_ROW("match", EVL_NAME_symbol_match),
	EVL_SYMBOL_ROW("matchAll", EVL_NAME_symbol_match_all),
	EVL_SYMBOL_ROW("replace", EVL_NAME_symbol_replace),
	EVL_SYMBOL_ROW("search", EVL_NAME_symbol_search),
	EVL_SYMBOL_ROW("species", EVL_NAME_symbol_species),
	EVL_SYMBOL_ROW("split", EVL_NAME_symbol_split),
	EVL_SYMBOL_ROW("toPrimitive", EVL_NAME_symbol_to_primitive),
	EVL_SYMBOL_ROW("toStringTag", EVL_NAME_symbol_to_string_tag),
	EVL_SYMBOL_ROW("unscopables", EVL_NAME_symbol_unscopables),
	/* Node 20 defines these two itself. */
	EVL_SYMBOL_ROW_UNTIL(EVL_V8_13, "dispose", EVL_NAME_symbol_node_dispose),
	EVL_SYMBOL_ROW_UNTIL(EVL_V8_13, "asyncDispose", EVL_NAME_symbol_node_async_dispose),
	EVL_SYMBOL_ROW_SINCE(EVL_V8_13, "dispose", EVL_NAME_symbol_dispose),
	EVL_SYMBOL_ROW_SINCE(EVL_V8_13, "asyncDispose", EVL_NAME_symbol_async_dispose),
};

static const struct evl_row symbol_prototype[] = {
	EVL_METHOD("toString", symbol_prototype_to_string, 0),
	EVL_METHOD("valueOf", symbol_prototype_value_of, 0),
	EVL_GETTER("description", symbol_prototype_description),
	EVL_TAG_ROW("Symbol"),
	{ .name = "[Symbol.toPrimitive]", .kind = EVL_ROW_METHOD, .attributes = EVL_CONFIGURABLE, .length = 1,
	  .fn = symbol_prototype_to_primitive },
};

const struct evl_family evl_family_SYMBOL = {
	.name = "Symbol",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = symbol_construct,
	.length = 0,
	.statics = EVL_ROWS(symbol_statics),
	.prototype = EVL_ROWS(symbol_prototype),
};
