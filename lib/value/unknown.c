/* SPDX-License-Identifier: MIT */
/*
 * unknown.c - making unknowns, their texts, and their internal methods.
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

static const char opening[] = "\xE2\x80\xB9", closing[] = "\xE2\x80\xBA"; /* ‹ › */

enum {
	TEXT_MAX = 4000,      /* bytes of an expression: loops that pile up longer ones are not covered */
	DERIVED_MAX = 2000,   /* values made from one */
	QUESTIONS_MAX = 5000, /* different conditions */
	NEW_QUESTION = 100,   /* what one more of a question that was asked too often counts among repeated ones */
};

/* Stop the run from where no false can be returned: the machine looks at the limit at the next call or back edge. */
static void stop(struct evl_realm *realm, const char *what)
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
		stop(realm, "expressions of more than 4000 characters");
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
	unknown->least = -INFINITY;
	unknown->most = INFINITY;
	unknown->above_least = unknown->below_most = false;
	unknown->base = unknown->derived = unknown->sibling = NULL;
	unknown->derived_count = 0;
	unknown->key = EVL_NAME_NONE;
	unknown->assigned = EVL_EMPTY;
	unknown->equal = EVL_EMPTY;
	unknown->promise = EVL_UNDEFINED;
	unknown->elements = EVL_UNDEFINED;
	unknown->kind = (uint8_t)kind;
	unknown->truth = EVL_UNKNOWN_UNASKED;
	unknown->unnamed = unknown->is_compound = unknown->is_external = false;
	realm->unknowns++;
	return unknown;
}

static struct evl_unknown *keep(struct evl_realm *realm, struct evl_unknown *base, struct evl_unknown *made)
{
	if (++base->derived_count > DERIVED_MAX)
		stop(realm, "thousands of properties or results");
	made->sibling = base->derived;
	made->origin = base->origin;
	base->derived = made;
	return made;
}

/* What was made from `base` with this text before, or a new one. */
static struct evl_unknown *derive(struct evl_realm *realm, struct evl_unknown *base, enum evl_unknown_kind kind, const char *text)
{
	for (struct evl_unknown *d = base->derived; d != NULL; d = d->sibling)
		if (d->kind == kind && d->key == EVL_NAME_NONE && strcmp(d->text, text) == 0)
			return d;
	return keep(realm, base, evl_unknown_new(realm, kind, text));
}

void evl_unknown_name(struct evl_unknown *unknown, const char *name, size_t length)
{
	if (!unknown->unnamed || length == 0)
		return;
	unknown->unnamed = unknown->is_compound = false;
	unknown->text = evl_unknown_text(unknown->realm, "%.*s", (int)length, name);
}

/* ------------------------------------------------------------------ texts */

const char *evl_unknown_shown(struct evl_realm *realm, const struct evl_unknown *unknown)
{
	if (unknown->shown != NULL)
		return unknown->shown;
	return evl_unknown_text(realm, "%s%s%s", opening, unknown->text, closing);
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
		if (strncmp(p, opening, 3) == 0) {
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

/* ---------------------------------------------------------------- answers */

void evl_unknown_assume(struct evl_realm *realm, const char *text)
{
	struct evl_event event = {
		.kind = EVL_EVENT_NOTE, .cause = realm->current, .other = EVL_NO_EVENT, .time = realm->now, .span = realm->hooks.site(realm),
	};
	if (evl_span_is_host(event.span))
		event.span = evl_span_none();
	evl_trace_append(realm->trace, &event, text, strlen(text));
}

uint32_t evl_unknown_ask(struct evl_realm *realm, uint32_t count)
{
	return realm->hooks.outcome != NULL ? realm->hooks.outcome(realm, count) : 0;
}

/* How often a condition with this text was asked of one unknown or another: loops come to an end. */
static bool is_asked_too_often(struct evl_realm *realm, const struct evl_unknown *unknown)
{
	enum { PATIENCE = 8, COUNTING_PATIENCE = 12 };
	/* What is compared with one number after the other is a loop that counts. */
	bool is_counted = unknown->subject != NULL;
	const char *text = is_counted ? evl_unknown_text(realm, "%s %s", unknown->subject->text, unknown->relation) : unknown->text;
	uint32_t patience = is_counted ? COUNTING_PATIENCE : PATIENCE;
	for (struct evl_unknown_question *q = realm->unknown_questions; q != NULL; q = q->next)
		if (q->asker == realm->asker && strcmp(q->text, text) == 0)
			return ++q->count > patience;
	struct evl_unknown_question *q = evl_realm_scratch(realm, sizeof *q);
	uint32_t number = realm->unknown_questions != NULL ? realm->unknown_questions->number + 1 : 1;
	if (number > QUESTIONS_MAX)
		stop(realm, "thousands of conditions");
	*q = (struct evl_unknown_question){ realm->unknown_questions, text, 1, number, realm->asker };
	realm->unknown_questions = q;
	return false;
}

/* May it be this number, by the comparisons that held? */
static bool may_be(const struct evl_unknown *u, double n)
{
	return !(n < u->least || n > u->most || (n == u->least && u->above_least) || (n == u->most && u->below_most));
}

/* Do the comparisons that held decide this one? */
static enum evl_unknown_answer decided(const struct evl_unknown *u, const char *relation, double n)
{
	bool less = relation[0] == '<', or_equal = relation[1] == '=';
	double near_end = less ? u->most : u->least, far_end = less ? u->least : u->most;
	bool near_out = less ? u->below_most : u->above_least, far_out = less ? u->above_least : u->below_most;
	if (less ? near_end < n : near_end > n)
		return EVL_UNKNOWN_YES;
	if (near_end == n && (or_equal || near_out))
		return EVL_UNKNOWN_YES;
	if (less ? far_end > n : far_end < n)
		return EVL_UNKNOWN_NO;
	if (far_end == n && (!or_equal || far_out))
		return EVL_UNKNOWN_NO;
	return EVL_UNKNOWN_UNASKED;
}

/* It held. (That one does not hold says nothing: the value may be no number.) */
static void learn(struct evl_unknown *u, const char *relation, double n)
{
	bool out = relation[1] != '=';
	if (relation[0] == '<' && (n < u->most || (n == u->most && out))) {
		u->most = n;
		u->below_most = out;
	} else if (relation[0] == '>' && (n > u->least || (n == u->least && out))) {
		u->least = n;
		u->above_least = out;
	}
}

/* The answer does not change: a loop that asks for nothing else never ends. */
static void count_repeat(const struct evl_unknown *unknown, uint32_t weight)
{
	enum { ENDLESS = 3000000 };
	struct evl_realm *realm = unknown->realm;
	realm->unknown_repeats += weight;
	if (realm->unknown_repeats < ENDLESS)
		return;
	realm->unknown_repeats = 0;
	evl_halt(realm, EVL_STATUS_STEP_LIMIT, "conditions on unknown values were asked again and again, the last one on %s: its answer does not change",
		 evl_unknown_shown(realm, unknown));
	if (realm->hooks.spend != NULL)
		(void)realm->hooks.spend(realm, UINT64_MAX); /* what runs is not to run on */
}

static bool ask_truth(struct evl_unknown *unknown, bool canonical)
{
	struct evl_realm *realm = unknown->realm;
	if (unknown->truth == EVL_UNKNOWN_UNASKED && unknown->subject != NULL)
		unknown->truth = (uint8_t)decided(unknown->subject, unknown->relation, unknown->bound);
	if (unknown->truth != EVL_UNKNOWN_UNASKED) {
		count_repeat(unknown, 1);
		return unknown->truth == EVL_UNKNOWN_YES;
	}
	bool often = is_asked_too_often(realm, unknown);
	if (often)
		count_repeat(unknown, NEW_QUESTION);
	bool yes = often ? !canonical : (evl_unknown_ask(realm, 2) == 0) == canonical;
	unknown->truth = yes ? EVL_UNKNOWN_YES : EVL_UNKNOWN_NO;
	if (yes && unknown->subject != NULL)
		learn(unknown->subject, unknown->relation, unknown->bound);
	const char *verb = unknown->kind == EVL_UNKNOWN_TRUTH ? (yes ? "holds" : "does not hold") : (yes ? "is truthy" : "is falsy");
	evl_unknown_assume(realm, evl_unknown_text(realm, "assuming %s %s%s", unknown->text, verb,
						   often ? " (it was asked many times: bounded)" : ""));
	return yes;
}

bool evl_unknown_truth(struct evl_unknown *unknown)
{
	if (unknown->assigned != EVL_EMPTY)
		return evl_to_boolean(unknown->assigned);
	bool is_answered = unknown->equal != EVL_EMPTY;
	/* A text with a known part is not empty. */
	bool has_text = unknown->kind == EVL_UNKNOWN_TEXT && unknown->shown != NULL && strncmp(unknown->shown, opening, 3) != 0;
	if (is_answered || has_text) {
		count_repeat(unknown, 1);
		return is_answered ? evl_to_boolean(unknown->equal) : true;
	}
	return ask_truth(unknown, true);
}

bool evl_unknown_question(struct evl_realm *realm, struct evl_unknown *unknown, const char *text, bool canonical)
{
	return ask_truth(derive(realm, unknown, EVL_UNKNOWN_TRUTH, text), canonical);
}

/* -------------------------------------------------------------- operators */

/* A comparison or an operation: from the first unknown operand, the same when the other one is a primitive or the same unknown. */
static struct evl_unknown *combine(struct evl_realm *realm, const char *operator_, evl_value a, evl_value b, enum evl_unknown_kind kind)
{
	struct evl_unknown *base = evl_as_unknown(evl_is_unknown(a) ? a : b);
	evl_value other = evl_is_unknown(a) ? b : a;
	const char *text = evl_unknown_text(realm, "%s %s %s", evl_unknown_operand(realm, a), operator_, evl_unknown_operand(realm, b));
	bool same = !evl_is_object(other) || evl_is_unknown(other);
	struct evl_unknown *made = same ? derive(realm, base, kind, text) : evl_unknown_new(realm, kind, text);
	made->is_compound = true;
	return made;
}

evl_value evl_unknown_equality(struct evl_realm *realm, evl_value a, evl_value b)
{
	struct evl_unknown *unknown = evl_as_unknown(evl_is_unknown(a) ? a : b);
	evl_value other = evl_is_unknown(a) ? b : a;
	if (unknown->equal != EVL_EMPTY && !evl_is_unknown(other))
		return evl_from_bool(evl_strict_equals(realm, unknown->equal, other));
	if (unknown->kind == EVL_UNKNOWN_TRUTH && evl_is_boolean(other) && unknown->truth != EVL_UNKNOWN_UNASKED)
		return evl_from_bool((unknown->truth == EVL_UNKNOWN_YES) == (other == EVL_TRUE));
	return evl_from_object(&combine(realm, "===", a, b, EVL_UNKNOWN_TRUTH)->object);
}

bool evl_unknown_equals(struct evl_realm *realm, evl_value a, evl_value b)
{
	evl_value v = evl_unknown_equality(realm, a, b);
	if (!evl_is_unknown(v))
		return v == EVL_TRUE;
	struct evl_unknown *unknown = evl_as_unknown(evl_is_unknown(a) ? a : b);
	evl_value other = evl_is_unknown(a) ? b : a;
	/* what was found truthy is no falsy primitive, and the other way round; a number lies within its bounds */
	if (!evl_is_object(other) && unknown->kind != EVL_UNKNOWN_TEXT && unknown->truth != EVL_UNKNOWN_UNASKED &&
	    evl_to_boolean(other) != (unknown->truth == EVL_UNKNOWN_YES))
		return false;
	if (evl_is_number(other) && !may_be(unknown, evl_number(other)))
		return false;
	bool usual = !evl_is_nullish(other) && (!evl_is_object(other) || evl_is_unknown(other));
	bool yes = ask_truth(evl_as_unknown(v), usual);
	if (yes && !evl_is_object(other))
		unknown->equal = other;
	return yes;
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
	*out = evl_from_object(&combine(realm, operator_, a, b, EVL_UNKNOWN_VALUE)->object);
	return true;
}

/* Is it the length of something whose elements are counted when asked? */
static bool known_length(struct evl_realm *realm, evl_value *v)
{
	if (!evl_is_unknown(*v))
		return evl_is_number(*v);
	struct evl_unknown *unknown = evl_as_unknown(*v);
	if (unknown->base == NULL || unknown->key != EVL_NAME_length)
		return false;
	*v = evl_from_uint32(evl_unknown_elements(realm, unknown->base)->length);
	return true;
}

bool evl_unknown_compare(struct evl_realm *realm, const char *operator_, evl_value a, evl_value b, evl_value *out)
{
	evl_value x = a, y = b;
	if (evl_is_unknown(a) && evl_as_unknown(a)->equal != EVL_EMPTY)
		x = a = evl_as_unknown(a)->equal;
	if (evl_is_unknown(b) && evl_as_unknown(b)->equal != EVL_EMPTY)
		y = b = evl_as_unknown(b)->equal;
	if ((evl_is_unknown(a) || evl_is_number(a)) && (evl_is_unknown(b) || evl_is_number(b)) && known_length(realm, &x) &&
	    known_length(realm, &y)) {
		double m = evl_number(x), n = evl_number(y);
		bool or_equal = operator_[1] == '=';
		*out = evl_from_bool((operator_[0] == '<' ? m < n : m > n) || (or_equal && m == n));
		return true;
	}
	if (!evl_is_unknown(a) && !evl_is_unknown(b))
		return evl_unknown_refuse(realm, "a comparison", a);
	struct evl_unknown *truth = combine(realm, operator_, a, b, EVL_UNKNOWN_TRUTH);
	if (evl_is_number(evl_is_unknown(a) ? b : a) && truth->subject == NULL) {
		bool turned = !evl_is_unknown(a);
		truth->subject = evl_as_unknown(turned ? b : a);
		truth->bound = evl_number(turned ? a : b);
		truth->relation[0] = (operator_[0] == '<') != turned ? '<' : '>';
		truth->relation[1] = operator_[1] == '=' ? '=' : '\0';
		truth->relation[2] = '\0';
	}
	*out = evl_from_object(&truth->object);
	return true;
}

evl_value evl_unknown_prefixed(struct evl_realm *realm, const char *prefix, evl_value value)
{
	struct evl_unknown *unknown = evl_as_unknown(value);
	const char *text = evl_unknown_text(realm, "%s%s", prefix, evl_unknown_operand(realm, value));
	struct evl_unknown *made = derive(realm, unknown, EVL_UNKNOWN_VALUE, text);
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

/* ------------------------------------------------------ internal methods */

static struct evl_unknown *property_of(struct evl_realm *realm, struct evl_unknown *base, evl_key key)
{
	for (struct evl_unknown *d = base->derived; d != NULL; d = d->sibling)
		if (d->base == base && d->key == key)
			return d;
	const char *name = evl_describe_key(realm, key);
	const char *object = evl_unknown_operand(realm, evl_from_object(&base->object));
	const char *text = evl_key_is_index(key) ? evl_unknown_text(realm, "%s[%s]", object, name) : evl_unknown_text(realm, "%s.%s", object, name);
	struct evl_unknown *made = evl_unknown_new(realm, EVL_UNKNOWN_VALUE, text);
	made->base = base;
	made->key = key;
	return keep(realm, base, made);
}

struct evl_object *evl_unknown_elements(struct evl_realm *realm, struct evl_unknown *unknown)
{
	static const uint8_t counts[3] = { 1, 0, 2 };
	if (evl_is_object(unknown->elements))
		return evl_as_object(unknown->elements);
	bool is_entry = unknown->base != NULL && evl_key_is_index(unknown->key) && strncmp(unknown->base->text, "Object.entries(", 15) == 0;
	uint32_t count = is_entry ? 2 : counts[evl_unknown_ask(realm, 3)]; /* an entry is a key and a value */
	evl_value values[2];
	for (uint32_t i = 0; i < count; i++)
		values[i] = evl_from_object(&property_of(realm, unknown, evl_key_from_index(i))->object);
	struct evl_object *array = evl_array_from(realm, values, count);
	unknown->elements = evl_from_object(array);
	if (!is_entry)
		evl_unknown_assume(realm, evl_unknown_text(realm, "assuming %s has %u element%s", unknown->text, (unsigned)count, count == 1 ? "" : "s"));
	return array;
}

void evl_unknown_take_elements(struct evl_realm *realm, struct evl_unknown *unknown, uint32_t count)
{
	if (evl_is_object(unknown->elements) || realm->halt != EVL_STATUS_OK)
		return;
	struct evl_object *array = evl_array_from(realm, NULL, 0);
	for (uint32_t i = 0; i < count; i++)
		if (!evl_array_append(realm, array, evl_from_object(&property_of(realm, unknown, evl_key_from_index(i))->object)))
			return;
	unknown->elements = evl_from_object(array);
	evl_unknown_assume(realm, evl_unknown_text(realm, "assuming %s has %u elements", unknown->text, (unsigned)count));
}

static bool iterate(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!evl_is_unknown(args->this_value))
		return evl_not_covered(realm, "the iterator of an unknown value, called for another one");
	struct evl_object *array = evl_unknown_elements(realm, evl_as_unknown(args->this_value));
	return evl_invoke(realm, evl_from_object(array), EVL_NAME_symbol_iterator, 0, NULL, result);
}

static bool unknown_get(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value receiver, evl_value *out)
{
	(void)receiver;
	struct evl_unknown *unknown = (struct evl_unknown *)object;
	*out = EVL_UNDEFINED;
	if (key == EVL_NAME_symbol_iterator) {
		*out = evl_from_object(evl_native_function_new(realm, "values", 0, iterate));
		return true;
	}
	if (!evl_key_is_index(key) && evl_names_entry(realm->names, key)->kind != EVL_NAME_KIND_STRING)
		return key == EVL_NAME_symbol_async_iterator || evl_unknown_refuse(realm, "a property named by a symbol", evl_from_object(object));
	bool chained = key == EVL_NAME_then || key == EVL_NAME_catch_ || key == EVL_NAME_finally_ || key == EVL_NAME_constructor;
	if (chained && unknown->assigned == EVL_EMPTY && (unknown->kind == EVL_UNKNOWN_RESULT || key != EVL_NAME_constructor) &&
	    realm->hooks.unknown_promise != NULL) {
		evl_value promise;
		return realm->hooks.unknown_promise(realm, unknown, &promise) && evl_get(realm, promise, key, out);
	}
	struct evl_unknown *property = property_of(realm, unknown, key);
	if (unknown->spread != NULL && property->assigned == EVL_EMPTY)
		return unknown_get(realm, &unknown->spread->object, key, receiver, out);
	*out = property->assigned != EVL_EMPTY ? property->assigned : evl_from_object(&property->object);
	return true;
}

static bool unknown_set(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value value, evl_value receiver, bool *ok)
{
	(void)receiver;
	if (!evl_key_is_index(key) && evl_names_entry(realm->names, key)->kind != EVL_NAME_KIND_STRING)
		return evl_unknown_refuse(realm, "a property named by a symbol", evl_from_object(object));
	property_of(realm, (struct evl_unknown *)object, key)->assigned = value;
	*ok = true;
	return true;
}

static bool unknown_has(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *found)
{
	struct evl_unknown *unknown = (struct evl_unknown *)object;
	*found = evl_unknown_question(realm, unknown, evl_unknown_text(realm, "'%s' in %s", evl_describe_key(realm, key), unknown->text), true);
	return true;
}

static bool unknown_delete(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *ok)
{
	property_of(realm, (struct evl_unknown *)object, key)->assigned = EVL_UNDEFINED;
	*ok = true;
	return true;
}

static bool unknown_get_own(struct evl_realm *realm, struct evl_object *object, evl_key key, struct evl_descriptor *out, bool *found)
{
	(void)key, (void)out;
	*found = false;
	return evl_unknown_refuse(realm, "an own property", evl_from_object(object));
}

/* One more property at the end of the text of an object literal. */
static void add_to_text(struct evl_realm *realm, struct evl_unknown *unknown, const char *more)
{
	size_t length = strlen(unknown->text);
	if (length >= 2 && strcmp(unknown->text + length - 2, " }") == 0)
		unknown->text = evl_unknown_text(realm, "%.*s, %s }", (int)(length - 2), unknown->text, more);
}

static bool unknown_define_own(struct evl_realm *realm, struct evl_object *object, evl_key key, const struct evl_descriptor *d, bool *ok)
{
	struct evl_unknown *unknown = (struct evl_unknown *)object;
	*ok = false;
	if (unknown->spread == NULL || !d->has_value)
		return evl_unknown_refuse(realm, "defining a property", evl_from_object(object));
	property_of(realm, unknown, key)->assigned = d->value;
	add_to_text(realm, unknown, evl_unknown_text(realm, "%s: %s", evl_describe_key(realm, key), evl_unknown_operand(realm, d->value)));
	*ok = true;
	return true;
}

struct evl_unknown *evl_unknown_listed(struct evl_realm *realm, struct evl_unknown *unknown, const char *which)
{
	return derive(realm, unknown, EVL_UNKNOWN_VALUE, evl_unknown_text(realm, "Object.%s(%s)", which, unknown->text));
}

evl_value evl_unknown_spread(struct evl_realm *realm, evl_value target, struct evl_unknown *source)
{
	const char *more = evl_unknown_text(realm, "...%s", evl_unknown_operand(realm, evl_from_object(&source->object)));
	if (evl_is_unknown(target)) {
		(void)evl_unknown_refuse(realm, "spreading a second one", evl_from_object(&source->object));
		return target;
	}
	struct evl_unknown *made = evl_unknown_new(realm, EVL_UNKNOWN_VALUE, evl_unknown_text(realm, "{ %s }", more));
	made->spread = source;
	made->origin = source->origin;
	struct evl_key_list keys;
	struct evl_object *object = evl_as_object(target);
	if (!evl_own_keys(realm, object, &keys))
		return target;
	/* what stands before is there when the unknown one lacks it: its own is taken to have all names that are asked for */
	const char *before = "";
	for (uint32_t i = 0; i < keys.count; i++) {
		evl_value value;
		if (!evl_object_get(realm, object, keys.keys[i], target, &value))
			return target;
		before = evl_unknown_text(realm, "%s%s: %s, ", before, evl_describe_key(realm, keys.keys[i]), evl_unknown_operand(realm, value));
	}
	made->text = evl_unknown_text(realm, "{ %s%s }", before, more);
	return evl_from_object(&made->object);
}

evl_value evl_unknown_element(struct evl_realm *realm, struct evl_unknown *base, const struct evl_unknown *key)
{
	const char *object = evl_unknown_operand(realm, evl_from_object(&base->object));
	return evl_from_object(&derive(realm, base, EVL_UNKNOWN_VALUE, evl_unknown_text(realm, "%s[%s]", object, key->text))->object);
}

evl_value evl_unknown_rest(struct evl_realm *realm, struct evl_unknown *source, evl_value excluded)
{
	struct evl_unknown *made = evl_unknown_new(realm, EVL_UNKNOWN_VALUE, evl_unknown_text(realm, "the rest of %s", source->text));
	made->spread = source;
	made->origin = source->origin;
	made->unnamed = true;
	const struct evl_object *taken = evl_is_object(excluded) ? evl_as_object(excluded) : NULL;
	for (uint32_t i = 0; taken != NULL && i < taken->element_count; i++) {
		evl_key key;
		if (evl_to_key(realm, taken->elements[i], &key))
			property_of(realm, made, key)->assigned = EVL_UNDEFINED;
	}
	return evl_from_object(&made->object);
}

static bool unknown_own_keys(struct evl_realm *realm, struct evl_object *object, struct evl_key_list *out)
{
	out->count = 0;
	return evl_unknown_refuse(realm, "the keys", evl_from_object(object));
}

static bool unknown_get_prototype(struct evl_realm *realm, struct evl_object *object, evl_value *out)
{
	*out = EVL_NULL;
	return evl_unknown_refuse(realm, "the prototype", evl_from_object(object));
}

static bool unknown_set_prototype(struct evl_realm *realm, struct evl_object *object, struct evl_object *prototype, bool *ok)
{
	(void)prototype;
	*ok = false;
	return evl_unknown_refuse(realm, "the prototype", evl_from_object(object));
}

static bool unknown_is_extensible(struct evl_realm *realm, struct evl_object *object, bool *out)
{
	*out = true;
	return evl_unknown_refuse(realm, "the state", evl_from_object(object));
}

static bool unknown_prevent(struct evl_realm *realm, struct evl_object *object, bool *ok)
{
	*ok = false;
	return evl_unknown_refuse(realm, "freezing", evl_from_object(object));
}

const struct evl_exotic evl_unknown_exotic = {
	.get_own = unknown_get_own,
	.define_own = unknown_define_own,
	.has = unknown_has,
	.get = unknown_get,
	.set = unknown_set,
	.delete_ = unknown_delete,
	.own_keys = unknown_own_keys,
	.get_prototype = unknown_get_prototype,
	.set_prototype = unknown_set_prototype,
	.is_extensible = unknown_is_extensible,
	.prevent_extensions = unknown_prevent,
};

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
	evl_unknown_assume(realm, evl_unknown_text(realm, "assuming %s is provided", made->text));
	return evl_from_object(&made->object);
}
