/* SPDX-License-Identifier: MIT */
/*
 * unknown.c - making unknowns, their texts, and what operators make of them.
 */
#include "value/unknown.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "trace/trace.h"
#include "value/convert.h"
#include "value/error.h"
#include "value/realm.h"

const char evl_unknown_opening[] = "\xE2\x80\xB9";          /* ‹ */
static const char closing[] = "\xE2\x80\xBA"; /* › */

enum {
	TEXT_MAX = 4000,    /* bytes of an expression: loops that pile up longer ones are not covered */
	DERIVED_MAX = 2000, /* values made from one */
};

void evl_unknown_stop(struct evl_realm *realm, const char *what)
{
	evl_halt(realm, EVL_STATUS_NOT_COVERED, "%s of unknown values", what);
	realm->heap.over_limit = true;
}

const char *evl_unknown_text(struct evl_realm *realm, const char *format, ...)
{
	char text[TEXT_MAX];
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	if (length >= (int)sizeof text)
		evl_unknown_stop(realm, "expressions of more than 4000 characters");
	size_t used = length < 0 ? 0 : strlen(text);
	char *copy = evl_realm_scratch(realm, used + 1);
	memcpy(copy, text, used);
	copy[used] = '\0';
	return copy;
}

struct evl_unknown *evl_unknown_new(struct evl_realm *realm, enum evl_unknown_kind kind, const char *text)
{
	struct evl_object *object =
		evl_object_alloc(realm, EVL_CLASS_UNKNOWN, evl_shape_root(realm, NULL), sizeof(struct evl_unknown), 0);
	struct evl_unknown *unknown = (struct evl_unknown *)object;
	object->cell.flags |= EVL_OBJECT_EXOTIC | EVL_OBJECT_CALLABLE | EVL_OBJECT_CONSTRUCTOR;
	unknown->realm = realm;
	unknown->text = text;
	unknown->shown = NULL;
	unknown->origin = unknown;
	unknown->spread = unknown->subject = NULL;
	unknown->prototype = NULL;
	unknown->least = -INFINITY;
	unknown->most = INFINITY;
	unknown->above_least = unknown->below_most = false;
	unknown->base = unknown->derived = unknown->sibling = NULL;
	unknown->derived_count = 0;
	unknown->key = EVL_NAME_NONE;
	unknown->assigned = EVL_EMPTY;
	unknown->equal = EVL_EMPTY;
	unknown->before = EVL_UNDEFINED;
	unknown->callback = unknown->waiting = EVL_UNDEFINED;
	unknown->promise = EVL_UNDEFINED;
	unknown->elements = EVL_UNDEFINED;
	unknown->kind = (uint8_t)kind;
	unknown->truth = unknown->well = EVL_UNKNOWN_UNASKED;
	unknown->listens = unknown->ended = false;
	unknown->unnamed = unknown->is_compound = unknown->is_module = unknown->is_external = false;
	realm->unknowns++;
	return unknown;
}

struct evl_unknown *evl_unknown_keep(struct evl_realm *realm, struct evl_unknown *base, struct evl_unknown *made)
{
	if (++base->derived_count > DERIVED_MAX)
		evl_unknown_stop(realm, "thousands of properties or results");
	made->sibling = base->derived;
	made->origin = base->origin;
	base->derived = made;
	return made;
}

struct evl_unknown *evl_unknown_derive(struct evl_realm *realm, struct evl_unknown *base, enum evl_unknown_kind kind, const char *text)
{
	for (struct evl_unknown *d = base->derived; d != NULL; d = d->sibling)
		if (d->kind == kind && d->key == EVL_NAME_NONE && strcmp(d->text, text) == 0)
			return d;
	return evl_unknown_keep(realm, base, evl_unknown_new(realm, kind, text));
}

void evl_unknown_name(struct evl_unknown *unknown, const char *name, size_t length)
{
	if (!unknown->unnamed || length == 0 || unknown->realm->by_origin)
		return;
	unknown->unnamed = unknown->is_compound = false;
	unknown->text = evl_unknown_text(unknown->realm, "%.*s", (int)length, name);
}

/* ------------------------------------------------------------------ texts */

const char *evl_unknown_shown(struct evl_realm *realm, const struct evl_unknown *unknown)
{
	if (unknown->shown != NULL)
		return unknown->shown;
	return evl_unknown_text(realm, "%s%s%s", evl_unknown_opening, unknown->text, closing);
}

struct evl_string *evl_unknown_string(struct evl_realm *realm, const struct evl_unknown *unknown)
{
	const char *shown = evl_unknown_shown(realm, unknown);
	return evl_string_from_utf8(realm, shown, strlen(shown));
}

/* A text known in parts as a template: `Status ${res.status}`. */
static const char *template_of(struct evl_realm *realm, const char *shown)
{
	size_t length = strlen(shown);
	char *text = evl_realm_scratch(realm, length + 3), *to = text;
	*to++ = '`';
	for (const char *p = shown; *p != '\0';) {
		if (strncmp(p, evl_unknown_opening, 3) == 0) {
			*to++ = '$';
			*to++ = '{';
			p += 3;
		} else if (strncmp(p, closing, 3) == 0) {
			*to++ = '}';
			p += 3;
		} else {
			*to++ = *p++;
		}
	}
	*to++ = '`';
	*to = '\0';
	return text;
}

const char *evl_unknown_operand(struct evl_realm *realm, evl_value value)
{
	if (evl_is_unknown(value)) {
		const struct evl_unknown *unknown = evl_as_unknown(value);
		return unknown->is_compound ? evl_unknown_text(realm, "(%s)", unknown->text) : unknown->text;
	}
	if (evl_is_string(value))
		return evl_unknown_text(realm, "'%s'", evl_string_utf8(realm, evl_as_string(value)));
	return evl_describe(realm, value);
}

evl_value evl_unknown_string_of(struct evl_realm *realm, const char *shown)
{
	struct evl_unknown *made = evl_unknown_new(realm, EVL_UNKNOWN_TEXT, template_of(realm, shown));
	made->shown = shown;
	return evl_from_object(&made->object);
}

bool evl_unknown_refuse(struct evl_realm *realm, const char *what, evl_value value)
{
	return evl_halt(realm, EVL_STATUS_NOT_COVERED, "%s of an unknown value (%s)", what, evl_unknown_operand(realm, value));
}

/* -------------------------------------------------------------- operators */

struct evl_unknown *evl_unknown_combine(struct evl_realm *realm, const char *operator_, evl_value a, evl_value b, enum evl_unknown_kind kind)
{
	struct evl_unknown *base = evl_as_unknown(evl_is_unknown(a) ? a : b);
	evl_value other = evl_is_unknown(a) ? b : a;
	const char *text = evl_unknown_text(realm, "%s %s %s", evl_unknown_operand(realm, a), operator_, evl_unknown_operand(realm, b));
	bool same = !evl_is_object(other) || evl_is_unknown(other);
	struct evl_unknown *made = same ? evl_unknown_derive(realm, base, kind, text) : evl_unknown_new(realm, kind, text);
	made->is_compound = true;
	return made;
}

static bool is_text(evl_value v)
{
	return evl_is_string(v) || (evl_is_unknown(v) && evl_as_unknown(v)->kind == EVL_UNKNOWN_TEXT);
}

bool evl_unknown_binary(struct evl_realm *realm, const char *operator_, evl_value a, evl_value b, evl_value *out)
{
	if (strcmp(operator_, "+") == 0 && (is_text(a) || is_text(b))) {
		evl_value pieces[2] = { a, b };
		*out = evl_unknown_concat(realm, pieces, 2);
		return realm->halt == EVL_STATUS_OK && realm->exception == EVL_EMPTY;
	}
	*out = evl_from_object(&evl_unknown_combine(realm, operator_, a, b, EVL_UNKNOWN_VALUE)->object);
	return true;
}

evl_value evl_unknown_prefixed(struct evl_realm *realm, const char *prefix, evl_value value)
{
	struct evl_unknown *unknown = evl_as_unknown(value);
	const char *text = evl_unknown_text(realm, "%s%s", prefix, evl_unknown_operand(realm, value));
	struct evl_unknown *made = evl_unknown_derive(realm, unknown, EVL_UNKNOWN_VALUE, text);
	made->is_compound = true;
	return evl_from_object(&made->object);
}

evl_value evl_unknown_concat(struct evl_realm *realm, const evl_value *values, uint32_t count)
{
	size_t length = 0;
	const char **pieces = evl_realm_scratch(realm, (count + (size_t)1) * sizeof *pieces);
	for (uint32_t i = 0; i < count; i++) {
		struct evl_string *s;
		pieces[i] = "";
		if (evl_is_unknown(values[i]) && evl_as_unknown(values[i])->equal == EVL_EMPTY)
			pieces[i] = evl_unknown_shown(realm, evl_as_unknown(values[i]));
		else if (evl_to_string(realm, values[i], &s)) /* what was found equal to something converts as that */
			pieces[i] = evl_string_utf8(realm, s);
		else
			return EVL_UNDEFINED;
		length += strlen(pieces[i]);
	}
	char *shown = evl_realm_scratch(realm, length + 1), *to = shown;
	for (uint32_t i = 0; i < count; i++) {
		size_t n = strlen(pieces[i]);
		memcpy(to, pieces[i], n);
		to += n;
	}
	*to = '\0';
	return evl_unknown_string_of(realm, shown);
}

void evl_unknown_assume_provided(struct evl_realm *realm, const char *what)
{
	evl_unknown_assume(realm, evl_unknown_text(realm, "assuming %s is provided", what));
}

bool evl_unknown_takes_missing(struct evl_realm *realm, const char *what)
{
	realm->missing_callee = true;
	if (realm->assume && what != NULL)
		evl_unknown_assume_provided(realm, what);
	return realm->assume;
}

bool evl_unknown_is_provided(const struct evl_realm *realm, evl_key name)
{
	for (const struct evl_unknown *u = realm->externals; u != NULL; u = u->sibling)
		if (u->key == name)
			return true;
	return false;
}

evl_value evl_unknown_external(struct evl_realm *realm, evl_key name)
{
	for (struct evl_unknown *u = realm->externals; u != NULL; u = u->sibling)
		if (u->key == name)
			return evl_from_object(&u->object);
	struct evl_unknown *made = evl_unknown_new(realm, EVL_UNKNOWN_VALUE, evl_describe_key(realm, name));
	made->key = name;
	made->is_external = true;
	made->sibling = realm->externals;
	realm->externals = made;
	evl_unknown_assume_provided(realm, made->text);
	return evl_from_object(&made->object);
}
