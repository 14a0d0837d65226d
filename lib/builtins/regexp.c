/* SPDX-License-Identifier: MIT */
/*
 * regexp.c - the RegExp constructor, the getters of its prototype, and the rows of the family (sec-regexp-regular-expression-objects).
 */
#include "builtins/regexp.h"

#include <string.h>

#include "base/buffer.h"
#include "builtins/args.h"
#include "builtins/regexp_legacy.h"
#include "value/property.h"

struct evl_regexp_object *evl_regexp_receiver(struct evl_realm *realm, evl_value v, const char *method)
{
	if (evl_is_class(v, EVL_CLASS_REGEXP))
		return (struct evl_regexp_object *)evl_as_object(v);
	evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method, evl_describe(realm, v));
	return NULL;
}

bool evl_is_regexp(struct evl_realm *realm, evl_value v, bool *out)
{
	evl_value matcher;
	*out = false;
	if (!evl_is_object(v))
		return true;
	if (!evl_get(realm, v, EVL_NAME_symbol_match, &matcher))
		return false;
	*out = evl_is_undefined(matcher) ? evl_is_class(v, EVL_CLASS_REGEXP) : evl_to_boolean(matcher);
	return true;
}

/* The flags of a text. False: a SyntaxError is pending. */
static bool parse_flags(struct evl_realm *realm, struct evl_string *text, uint32_t *flags)
{
	const uint16_t *units = evl_string_units(realm, text);
	if (units == NULL)
		return false;
	if (evl_regexp_flags(units, text->length, flags))
		return true;
	return evl_throw_message(realm, EVL_MESSAGE_INVALID_REGEXP_FLAGS, evl_string_utf8(realm, text));
}

/* RegExpInitialize (sec-regexpinitialize) up to setting lastIndex. */
static bool initialize(struct evl_realm *realm, struct evl_regexp_object *regexp, evl_value pattern, evl_value flags)
{
	struct evl_string *source, *letters;
	const struct evl_regexp *program;
	uint32_t bits = 0;
	if (evl_is_undefined(pattern))
		source = evl_string_from_name(realm, EVL_NAME_empty);
	else if (!evl_to_string(realm, pattern, &source))
		return false;
	if (!evl_is_undefined(flags) && (!evl_to_string(realm, flags, &letters) || !parse_flags(realm, letters, &bits)))
		return false;
	if (!evl_regexp_prepare(realm, source, bits, &program))
		return false;
	regexp->source = source;
	regexp->program = program;
	return true;
}

bool evl_regexp_create(struct evl_realm *realm, evl_value pattern, evl_value flags, struct evl_regexp_object **out)
{
	*out = evl_regexp_new(realm, NULL, evl_string_from_name(realm, EVL_NAME_empty), NULL);
	return initialize(realm, *out, pattern, flags);
}

/* sec-regexp-pattern-flags */
static bool regexp_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value pattern = evl_arg(args, 0), flags = evl_arg(args, 1), target = args->new_target, constructor;
	struct evl_object *prototype;
	bool is_regexp;
	if (!evl_is_regexp(realm, pattern, &is_regexp))
		return false;
	if (evl_is_undefined(target)) {
		target = evl_from_object(args->callee);
		if (is_regexp && evl_is_undefined(flags)) {
			if (!evl_get(realm, pattern, EVL_NAME_constructor, &constructor))
				return false;
			if (evl_same_value(realm, constructor, target)) {
				*result = pattern;
				return true;
			}
		}
	}
	if (evl_is_class(pattern, EVL_CLASS_REGEXP)) {
		const struct evl_regexp_object *given = (const struct evl_regexp_object *)evl_as_object(pattern);
		if (evl_is_undefined(flags) && given->program != NULL) {
			char letters[16];
			evl_regexp_flags_text(given->program->flags, letters);
			flags = evl_text_value(realm, letters);
		}
		pattern = evl_from_string(given->source);
	} else if (is_regexp) {
		evl_value source;
		if (!evl_get(realm, pattern, EVL_NAME_source, &source) ||
		    (evl_is_undefined(flags) && !evl_get(realm, pattern, EVL_NAME_flags, &flags)))
			return false;
		pattern = source;
	}
	if (!evl_prototype_from_constructor(realm, target, EVL_INTRINSIC_REGEXP_PROTOTYPE, &prototype))
		return false;
	struct evl_regexp_object *regexp =
		evl_regexp_new(realm, prototype, evl_string_from_name(realm, EVL_NAME_empty), NULL);
	*result = evl_from_object(regexp);
	return initialize(realm, regexp, pattern, flags);
}

/* sec-regexp.prototype.compile */
static bool regexp_prototype_compile(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_regexp_object *regexp = evl_regexp_receiver(realm, args->this_value, "RegExp.prototype.compile");
	evl_value pattern = evl_arg(args, 0), flags = evl_arg(args, 1);
	if (regexp == NULL)
		return false;
	if (evl_is_class(pattern, EVL_CLASS_REGEXP)) {
		const struct evl_regexp_object *given = (const struct evl_regexp_object *)evl_as_object(pattern);
		if (!evl_is_undefined(flags))
			return evl_throw_message(realm, EVL_MESSAGE_REGEXP_FLAGS_TWICE);
		char letters[16];
		evl_regexp_flags_text(given->program != NULL ? given->program->flags : 0, letters);
		flags = evl_text_value(realm, letters);
		pattern = evl_from_string(given->source);
	}
	if (!initialize(realm, regexp, pattern, flags) || !evl_regexp_set_last_index(realm, &regexp->object, 0))
		return false;
	*result = args->this_value;
	return true;
}

/* --- getters --- */

static bool get_flag(struct evl_realm *realm, const struct evl_args *args, uint32_t bit, const char *name, evl_value *result)
{
	*result = EVL_UNDEFINED;
	if (evl_is_class(args->this_value, EVL_CLASS_REGEXP)) {
		const struct evl_regexp_object *regexp = (const struct evl_regexp_object *)evl_as_object(args->this_value);
		*result = evl_from_bool(regexp->program != NULL && (regexp->program->flags & bit) != 0);
		return true;
	}
	if (args->this_value == evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_REGEXP_PROTOTYPE)))
		return true;
	return evl_throw_message(realm, EVL_MESSAGE_REGEXP_GETTER_ON_OTHER, name);
}

#define FLAG_GETTER(function, bit, name)                                                                            \
	static bool function(struct evl_realm *realm, const struct evl_args *args, evl_value *result)             \
	{                                                                                                          \
		return get_flag(realm, args, bit, "RegExp.prototype." name, result);                              \
	}

FLAG_GETTER(get_dot_all, EVL_REGEXP_DOT_ALL, "dotAll")
FLAG_GETTER(get_has_indices, EVL_REGEXP_HAS_INDICES, "hasIndices")
FLAG_GETTER(get_ignore_case, EVL_REGEXP_IGNORE_CASE, "ignoreCase")
FLAG_GETTER(get_multiline, EVL_REGEXP_MULTILINE, "multiline")
FLAG_GETTER(get_sticky, EVL_REGEXP_STICKY, "sticky")
FLAG_GETTER(get_unicode, EVL_REGEXP_UNICODE, "unicode")
FLAG_GETTER(get_unicode_sets, EVL_REGEXP_UNICODE_SETS, "unicodeSets")

bool evl_regexp_get_global(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return get_flag(realm, args, EVL_REGEXP_GLOBAL, "RegExp.prototype.global", result);
}

/* sec-get-regexp.prototype.flags */
bool evl_regexp_get_flags(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const struct {
		evl_name name;
		char letter;
	} flags[] = {
		{ EVL_NAME_hasIndices, 'd' }, { EVL_NAME_global, 'g' },  { EVL_NAME_ignoreCase, 'i' },  { EVL_NAME_multiline, 'm' },
		{ EVL_NAME_dotAll, 's' },     { EVL_NAME_unicode, 'u' }, { EVL_NAME_unicodeSets, 'v' }, { EVL_NAME_sticky, 'y' },
	};
	char letters[16];
	size_t n = 0;
	if (!evl_is_object(args->this_value))
		return evl_throw_message(realm, EVL_MESSAGE_REGEXP_GETTER_ON_NON_OBJECT, "RegExp.prototype.flags",
					 evl_describe(realm, args->this_value));
	for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
		evl_value value;
		if (!evl_get(realm, args->this_value, flags[i].name, &value))
			return false;
		if (evl_to_boolean(value))
			letters[n++] = flags[i].letter;
	}
	letters[n] = '\0';
	*result = evl_text_value(realm, letters);
	return *result != EVL_EMPTY;
}

/* sec-get-regexp.prototype.source */
static bool get_source(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	if (evl_is_class(args->this_value, EVL_CLASS_REGEXP))
		text = evl_regexp_escaped_source(realm, ((struct evl_regexp_object *)evl_as_object(args->this_value))->source);
	else if (args->this_value == evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_REGEXP_PROTOTYPE)))
		text = evl_string_from_ascii(realm, "(?:)");
	else
		return evl_throw_message(realm, EVL_MESSAGE_REGEXP_GETTER_ON_OTHER, "RegExp.prototype.source");
	*result = evl_string_value(text);
	return text != NULL;
}

/* sec-regexp.prototype.tostring */
static bool regexp_prototype_to_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value value;
	struct evl_string *source, *flags;
	if (!evl_is_object(args->this_value)) {
		evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, "RegExp.prototype.toString",
				  evl_describe(realm, args->this_value));
		return false;
	}
	if (!evl_get(realm, args->this_value, EVL_NAME_source, &value) || !evl_to_string(realm, value, &source) ||
	    !evl_get(realm, args->this_value, EVL_NAME_flags, &value) || !evl_to_string(realm, value, &flags))
		return false;
	struct evl_string *slash = evl_string_from_unit(realm, '/');
	struct evl_string *text = evl_string_concat(realm, slash, source);
	if (text == NULL || (text = evl_string_concat(realm, text, slash)) == NULL)
		return false;
	*result = evl_string_value(evl_string_concat(realm, text, flags));
	return *result != EVL_EMPTY;
}

/* --- RegExp.escape (sec-regexp.escape, newer than Node 20) --- */

static void escape_hex(struct evl_buffer16 *out, uint32_t c)
{
	static const char digits[] = "0123456789abcdef";
	if (c > 0xFF) {
		evl_buffer16_append_ascii(out, "\\u");
		evl_buffer16_append_unit(out, (uint16_t)digits[c >> 12 & 15]);
		evl_buffer16_append_unit(out, (uint16_t)digits[c >> 8 & 15]);
	} else {
		evl_buffer16_append_ascii(out, "\\x");
	}
	evl_buffer16_append_unit(out, (uint16_t)digits[c >> 4 & 15]);
	evl_buffer16_append_unit(out, (uint16_t)digits[c & 15]);
}

static void escape_unit(struct evl_buffer16 *out, const uint16_t *units, uint32_t length, uint32_t i)
{
	static const char controls[] = "\t\n\v\f\r", names[] = "tnvfr";
	uint16_t c = units[i];
	const char *control = c != 0 && c < 0x80 ? strchr(controls, c) : NULL;
	bool lead = (c & 0xFC00) == 0xD800, trail = (c & 0xFC00) == 0xDC00;
	bool paired = lead ? i + 1 < length && (units[i + 1] & 0xFC00) == 0xDC00 :
			     trail && i > 0 && (units[i - 1] & 0xFC00) == 0xD800;
	if (i == 0 && ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) {
		escape_hex(out, c);
	} else if (control != NULL) {
		evl_buffer16_append_unit(out, '\\');
		evl_buffer16_append_unit(out, (uint16_t)names[control - controls]);
	} else if (c != 0 && c < 0x80 && strchr("^$\\.*+?()[]{}|/", c) != NULL) {
		evl_buffer16_append_unit(out, '\\');
		evl_buffer16_append_unit(out, c);
	} else if ((c != 0 && c < 0x80 && strchr(",-=<>#&!%:;@~'`\"", c) != NULL) || evl_is_white_space(c) ||
		   ((lead || trail) && !paired)) {
		escape_hex(out, c);
	} else {
		evl_buffer16_append_unit(out, c);
	}
}

static bool regexp_escape(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!evl_is_string(evl_arg(args, 0)))
		return evl_throw_text(realm, EVL_ERROR_TYPE, "input argument must be a string");
	struct evl_string *s = evl_as_string(args->values[0]), *escaped = NULL;
	const uint16_t *units = evl_string_units(realm, s);
	struct evl_buffer16 out;
	if (units == NULL)
		return false;
	evl_buffer16_init(&out);
	for (uint32_t i = 0; i < s->length; i++)
		escape_unit(&out, units, s->length, i);
	if (out.failed)
		evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "in RegExp.escape");
	else
		escaped = evl_string_new(realm, out.units, out.length);
	evl_buffer16_release(&out);
	*result = evl_string_value(escaped);
	return escaped != NULL;
}

/* --- rows --- */

static const struct evl_row regexp_prototype[] = {
	EVL_METHOD("exec", evl_regexp_prototype_exec, 1),
	EVL_GETTER("dotAll", get_dot_all),
	EVL_GETTER("flags", evl_regexp_get_flags),
	EVL_GETTER("global", evl_regexp_get_global),
	EVL_GETTER("hasIndices", get_has_indices),
	EVL_GETTER("ignoreCase", get_ignore_case),
	EVL_GETTER("multiline", get_multiline),
	EVL_GETTER("source", get_source),
	EVL_GETTER("sticky", get_sticky),
	EVL_GETTER("unicode", get_unicode),
	{ .name = "unicodeSets", .kind = EVL_ROW_GETTER, .attributes = EVL_CONFIGURABLE, .fn = get_unicode_sets, .since = EVL_V8_13 },
	EVL_METHOD("compile", regexp_prototype_compile, 2),
	EVL_METHOD("toString", regexp_prototype_to_string, 0),
	EVL_METHOD("test", evl_regexp_prototype_test, 1),
	EVL_METHOD("[Symbol.match]", evl_regexp_prototype_match, 1),
	EVL_METHOD("[Symbol.matchAll]", evl_regexp_prototype_match_all, 1),
	EVL_METHOD("[Symbol.replace]", evl_regexp_prototype_replace, 2),
	EVL_METHOD("[Symbol.search]", evl_regexp_prototype_search, 1),
	EVL_METHOD("[Symbol.split]", evl_regexp_prototype_split, 2),
	{ .name = "unicodeSets", .kind = EVL_ROW_GETTER, .attributes = EVL_CONFIGURABLE, .fn = get_unicode_sets, .until = EVL_V8_13 },
};

static const struct evl_row regexp_statics[] = {
	EVL_ACCESSOR_ROW("input", evl_regexp_get_input, evl_regexp_set_input),
	EVL_ACCESSOR_ROW("$_", evl_regexp_get_input, evl_regexp_set_input),
	EVL_ACCESSOR_ROW("lastMatch", evl_regexp_get_last_match, evl_give_undefined),
	EVL_ACCESSOR_ROW("$&", evl_regexp_get_last_match, evl_give_undefined),
	EVL_ACCESSOR_ROW("lastParen", evl_regexp_get_last_paren, evl_give_undefined),
	EVL_ACCESSOR_ROW("$+", evl_regexp_get_last_paren, evl_give_undefined),
	EVL_ACCESSOR_ROW("leftContext", evl_regexp_get_left_context, evl_give_undefined),
	EVL_ACCESSOR_ROW("$`", evl_regexp_get_left_context, evl_give_undefined),
	EVL_ACCESSOR_ROW("rightContext", evl_regexp_get_right_context, evl_give_undefined),
	EVL_ACCESSOR_ROW("$'", evl_regexp_get_right_context, evl_give_undefined),
	EVL_ACCESSOR_ROW("$1", evl_regexp_get_capture_1, evl_give_undefined),
	EVL_ACCESSOR_ROW("$2", evl_regexp_get_capture_2, evl_give_undefined),
	EVL_ACCESSOR_ROW("$3", evl_regexp_get_capture_3, evl_give_undefined),
	EVL_ACCESSOR_ROW("$4", evl_regexp_get_capture_4, evl_give_undefined),
	EVL_ACCESSOR_ROW("$5", evl_regexp_get_capture_5, evl_give_undefined),
	EVL_ACCESSOR_ROW("$6", evl_regexp_get_capture_6, evl_give_undefined),
	EVL_ACCESSOR_ROW("$7", evl_regexp_get_capture_7, evl_give_undefined),
	EVL_ACCESSOR_ROW("$8", evl_regexp_get_capture_8, evl_give_undefined),
	EVL_ACCESSOR_ROW("$9", evl_regexp_get_capture_9, evl_give_undefined),
	EVL_GETTER("[Symbol.species]", evl_give_this),
	EVL_METHOD_SINCE(EVL_V8_13, "escape", regexp_escape, 1),
};

const struct evl_family evl_family_REGEXP = {
	.name = "RegExp",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = regexp_construct,
	.length = 2,
	.statics = EVL_ROWS(regexp_statics),
	.prototype = EVL_ROWS(regexp_prototype),
};

static const struct evl_row regexp_string_iterator_prototype[] = {
	EVL_METHOD("next", evl_regexp_string_iterator_next, 0),
	EVL_TAG_ROW("RegExp String Iterator"),
};

const struct evl_family evl_family_REGEXP_STRING_ITERATOR = {
	.name = "RegExp String Iterator",
	.kind = EVL_FAMILY_PROTOTYPE,
	.prototype_parent = EVL_INTRINSIC_ITERATOR_PROTOTYPE,
	.prototype = EVL_ROWS(regexp_string_iterator_prototype),
};
