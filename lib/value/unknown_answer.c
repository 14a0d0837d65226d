/* SPDX-License-Identifier: MIT */
/*
 * unknown_answer.c - what is asked of unknown values, and what the answers say of further questions.
 */
#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "trace/trace.h"
#include "value/convert.h"
#include "value/error.h"
#include "value/realm.h"
#include "value/unknown.h"

enum {
	QUESTIONS_MAX = 5000, /* different conditions */
	NEW_QUESTION = 100,   /* what one more of a question that was asked too often counts among repeated ones */
	CALLS_MAX = 24,       /* how often a function is called that an unknown one was given, where it is told of events or wrapped */
	PATIENCE = 8,         /* how often a condition is asked freely */
	COUNTING_PATIENCE = 12, /* the same of a comparison with one number after the other */
	USUAL_ROUNDS = 1,     /* a loop usually goes on so many times when that is not known */
	USUAL_REPEATS = 3,    /* and so often what is asked somewhere else usually holds: then what asks again and again goes another way */
};

void evl_unknown_assume(struct evl_realm *realm, const char *text)
{
	struct evl_event event = {
		.kind = EVL_EVENT_NOTE, .cause = realm->current, .other = EVL_NO_EVENT, .time = realm->now, .span = realm->hooks.site(realm),
	};
	if (evl_span_is_host(event.span))
		event.span = evl_span_none();
	evl_trace_append(realm->trace, &event, text, strlen(text));
}

bool evl_unknown_may_call(struct evl_realm *realm)
{
	if (realm->unknown_calls == CALLS_MAX) {
		realm->unknown_shortened = true;
		return false;
	}
	realm->unknown_calls++;
	return true;
}

uint32_t evl_unknown_ask(struct evl_realm *realm, uint32_t count)
{
	return realm->hooks.outcome != NULL ? realm->hooks.outcome(realm, count) : 0;
}

/*
 * How often a condition was asked of one unknown or another, and with which answers: loops come to an end. What counts is its text; of a
 * comparison with one number after the other, without the number; of the test of a loop, its place.
 */
static struct evl_unknown_question *find_question(struct evl_realm *realm, const struct evl_unknown *unknown)
{
	const char *text = realm->loop_test != NULL  ? "" :
			   unknown->subject != NULL ? evl_unknown_text(realm, "%s %s", unknown->subject->text, unknown->relation) :
						      unknown->text;
	for (struct evl_unknown_question *q = realm->unknown_questions; q != NULL; q = q->next)
		if (q->asker == realm->asker && q->loop_test == realm->loop_test && strcmp(q->text, text) == 0)
			return q;
	struct evl_unknown_question *q = evl_realm_scratch(realm, sizeof *q);
	uint32_t number = realm->unknown_questions != NULL ? realm->unknown_questions->number + 1 : 1;
	if (number > QUESTIONS_MAX)
		evl_unknown_stop(realm, "thousands of conditions");
	*q = (struct evl_unknown_question){ .next = realm->unknown_questions, .text = text, .loop_test = realm->loop_test, .number = number, .asker = realm->asker };
	realm->unknown_questions = q;
	return q;
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
	struct evl_unknown_question *question = find_question(realm, unknown);
	bool often = question->count >= (unknown->subject != NULL ? COUNTING_PATIENCE : PATIENCE);
	if (often)
		count_repeat(unknown, NEW_QUESTION);
	realm->unknown_shortened = realm->unknown_shortened || often;
	bool usual = canonical && question->held < (realm->loop_test != NULL ? USUAL_ROUNDS : USUAL_REPEATS);
	/* After so many answers it gets the one that it had less often: what waits for that goes on. */
	bool yes = often ? question->held * 2 < question->count : (evl_unknown_ask(realm, 2) == 0) == usual;
	question->count += often ? 0 : 1;
	question->held += yes && !often;
	unknown->truth = yes ? EVL_UNKNOWN_YES : EVL_UNKNOWN_NO;
	if (yes && unknown->subject != NULL)
		learn(unknown->subject, unknown->relation, unknown->bound);
	const char *verb = unknown->kind == EVL_UNKNOWN_TRUTH ? (yes ? "holds" : "does not hold") : (yes ? "is truthy" : "is falsy");
	evl_unknown_assume(realm, evl_unknown_text(realm, "assuming %s %s%s", unknown->text, verb,
						   often ? " (it was asked many times: bounded)" : ""));
	return yes;
}

/* The status codes of HTTP that tell of failures. */
static bool is_failure_status(double n) { return n >= 400 && n < 600; }

/* Is it a property that tells of what went wrong, or is left out? Usually it is not there, or false. */
static bool tells_trouble(struct evl_realm *realm, const struct evl_unknown *unknown)
{
	static const char *const names[] = { "error", "err", "errors", "failed", "aborted", "cancelled", "canceled", "expired", "deleted", "disabled",
					     "skip", "stop", "empty", "isError", "hasError", "isLoading", "closed" };
	const char *name = unknown->base != NULL ? evl_describe_key(realm, unknown->key) : "";
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

bool evl_unknown_truth(struct evl_unknown *unknown)
{
	if (unknown->assigned != EVL_EMPTY)
		return evl_to_boolean(unknown->assigned);
	bool is_answered = unknown->equal != EVL_EMPTY;
	/* A text with a known part is not empty. */
	bool has_text = unknown->kind == EVL_UNKNOWN_TEXT && unknown->shown != NULL && strncmp(unknown->shown, evl_unknown_opening, 3) != 0;
	if (is_answered || has_text) {
		count_repeat(unknown, 1);
		return is_answered ? evl_to_boolean(unknown->equal) : true;
	}
	if (unknown->truth != EVL_UNKNOWN_UNASKED)
		return ask_truth(unknown, true);
	bool is_trouble = unknown->subject != NULL && unknown->relation[0] == '>' && is_failure_status(unknown->bound);
	return ask_truth(unknown, !is_trouble && !tells_trouble(unknown->realm, unknown));
}

bool evl_unknown_question(struct evl_realm *realm, struct evl_unknown *unknown, const char *text, bool canonical)
{
	return ask_truth(evl_unknown_derive(realm, unknown, EVL_UNKNOWN_TRUTH, text), canonical);
}

/* Was it used as only an object or another value that is there can be? */
static bool is_used(const struct evl_unknown *unknown)
{
	if (unknown->kind == EVL_UNKNOWN_TEXT || unknown->kind == EVL_UNKNOWN_TRUTH || unknown->truth == EVL_UNKNOWN_YES || unknown->spread != NULL ||
	    !evl_is_undefined(unknown->promise) || !evl_is_undefined(unknown->elements))
		return true;
	for (const struct evl_unknown *d = unknown->derived; d != NULL; d = d->sibling)
		if (d->base == unknown)
			return true;
	return false;
}

bool evl_unknown_is_nullish(struct evl_realm *realm, struct evl_unknown *unknown)
{
	if (unknown->assigned != EVL_EMPTY)
		return evl_is_nullish(unknown->assigned);
	if (unknown->equal != EVL_EMPTY)
		return evl_is_nullish(unknown->equal);
	return !is_used(unknown) && evl_unknown_question(realm, unknown, evl_unknown_text(realm, "%s == null", unknown->text), false);
}

bool evl_unknown_is_undefined(struct evl_realm *realm, struct evl_unknown *unknown)
{
	if (unknown->assigned != EVL_EMPTY)
		return evl_is_undefined(unknown->assigned);
	if (unknown->equal != EVL_EMPTY)
		return evl_is_undefined(unknown->equal);
	for (const struct evl_unknown *d = unknown->derived; d != NULL; d = d->sibling)
		if (d->kind == EVL_UNKNOWN_TRUTH && d->truth == EVL_UNKNOWN_NO && strcmp(d->text + strlen(d->text) - 8, " == null") == 0)
			return false;
	return !is_used(unknown) && evl_unknown_equals(realm, evl_from_object(&unknown->object), EVL_UNDEFINED);
}

evl_value evl_unknown_equality(struct evl_realm *realm, evl_value a, evl_value b)
{
	struct evl_unknown *unknown = evl_as_unknown(evl_is_unknown(a) ? a : b);
	evl_value other = evl_is_unknown(a) ? b : a;
	if (unknown->equal != EVL_EMPTY && !evl_is_unknown(other))
		return evl_from_bool(evl_strict_equals(realm, unknown->equal, other));
	if (unknown->kind == EVL_UNKNOWN_TRUTH && evl_is_boolean(other) && unknown->truth != EVL_UNKNOWN_UNASKED)
		return evl_from_bool((unknown->truth == EVL_UNKNOWN_YES) == (other == EVL_TRUE));
	return evl_from_object(&evl_unknown_combine(realm, "===", a, b, EVL_UNKNOWN_TRUTH)->object);
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
	bool usual = !evl_is_nullish(other) && (!evl_is_object(other) || evl_is_unknown(other)) &&
		     !(evl_is_number(other) && is_failure_status(evl_number(other)));
	bool yes = ask_truth(evl_as_unknown(v), usual);
	if (yes && !evl_is_object(other))
		unknown->equal = other;
	return yes;
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
	struct evl_unknown *truth = evl_unknown_combine(realm, operator_, a, b, EVL_UNKNOWN_TRUTH);
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

