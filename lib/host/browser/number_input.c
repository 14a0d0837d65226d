/* SPDX-License-Identifier: MIT */
/*
 * number_input.c - numeric inputs: valueAsNumber, stepUp, stepDown, the value of a range.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "builtins/dom_exception.h"
#include "host/browser/controls.h"
#include "host/browser/node.h"
#include "host/browser/partial_text.h"
#include "value/convert.h"

enum { DECIMALS_MAX = 20 };

static bool is_numeric(struct evl_realm *realm, const struct evl_dom_node *input)
{
	return evl_element_type_is(realm, input, "number") || evl_element_type_is(realm, input, "range");
}

/* Is its value a date or a time, which has a number too? */
static bool is_moment(struct evl_realm *realm, const struct evl_dom_node *input)
{
	static const char *const types[] = { "date", "month", "week", "time", "datetime-local" };
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		if (evl_element_type_is(realm, input, types[i]))
			return true;
	return false;
}

bool evl_control_get_number(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	if (element == NULL)
		return false;
	struct evl_string *text = evl_control_value(realm, element);
	if (is_moment(realm, element) && text->length != 0)
		return evl_not_covered(realm, "a date or time of an input as a number");
	if (evl_text_is_partial(realm, text))
		return evl_not_covered(realm, "the number of a text that comes from outside");
	bool number = is_numeric(realm, element) && text->length != 0;
	*result = number ? evl_from_number(evl_string_to_number(realm, text)) : evl_from_double(NAN);
	return true;
}

bool evl_control_set_number(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double number;
	struct evl_string *text = evl_string_from_ascii(realm, "");
	struct evl_dom_node *input = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	*result = EVL_UNDEFINED;
	if (input == NULL || !evl_to_number(realm, evl_arg(args, 0), &number))
		return false;
	if (isinf(number))
		return evl_platform_type_error(realm, "Failed to set the 'valueAsNumber' property on 'HTMLInputElement': The value provided is infinite.");
	if (is_moment(realm, input))
		return evl_not_covered(realm, "a date or time of an input as a number");
	if (!is_numeric(realm, input))
		return evl_dom_exception_throw(realm,
					       "Failed to set the 'valueAsNumber' property on 'HTMLInputElement': This input element does not support Number "
					       "values.",
					       "InvalidStateError");
	if (!isnan(number) && !evl_to_string(realm, evl_from_number(number), &text))
		return false;
	input->value = evl_string_value(evl_input_sanitized(realm, input, text));
	input->value_follows = false;
	return input->value != EVL_EMPTY;
}

/* What the steps of an input go by. */
struct steps {
	double min, max; /* infinite where not given */
	double base, step;
	int decimals;    /* that its attributes and its value are written with */
};

/* How many digits a number as text has behind its point. */
static int decimals_of(const char *text)
{
	const char *point = strchr(text, '.');
	size_t count = point != NULL ? strspn(point + 1, "0123456789") : 0;
	return count < DECIMALS_MAX ? (int)count : DECIMALS_MAX;
}

/* The attribute as a number; `otherwise` where it is missing or none. */
static double attribute_number(struct evl_realm *realm, const struct evl_dom_node *input, const char *name, double otherwise, int *decimals)
{
	struct evl_string *text = evl_element_get(realm, input, name);
	double number = text != NULL && text->length != 0 ? evl_string_to_number(realm, text) : NAN;
	if (!isfinite(number))
		return otherwise;
	int count = decimals_of(evl_string_utf8(realm, text));
	if (count > *decimals)
		*decimals = count;
	return number;
}

static struct steps steps_of(struct evl_realm *realm, const struct evl_dom_node *input)
{
	struct steps s = { .decimals = 0 };
	s.min = attribute_number(realm, input, "min", -INFINITY, &s.decimals);
	s.max = attribute_number(realm, input, "max", INFINITY, &s.decimals);
	s.base = isfinite(s.min) ? s.min : attribute_number(realm, input, "value", 0, &s.decimals);
	s.step = attribute_number(realm, input, "step", 1, &s.decimals);
	if (s.step <= 0)
		s.step = 1;
	return s;
}

/* How many steps `value` is from the base, a whole number where it is aligned but for what a double rounds away. */
static double steps_from_base(const struct steps *s, double value)
{
	double steps = (value - s->base) / s->step, whole = nearbyint(steps);
	return fabs(steps - whole) < 1e-9 ? whole : steps;
}

static double aligned_below(const struct steps *s, double value)
{
	return s->base + floor(steps_from_base(s, value)) * s->step;
}

static double aligned_above(const struct steps *s, double value)
{
	return s->base + ceil(steps_from_base(s, value)) * s->step;
}

/* stepUp, stepDown (HTML, dom-input-stepup), for `count` steps upwards. False: nothing changes. */
static bool take_steps(const struct steps *s, double *value, double count, bool up)
{
	double before = *value, steps = steps_from_base(s, before);
	double lowest = isfinite(s->min) ? aligned_above(s, s->min) : -INFINITY;
	double highest = isfinite(s->max) ? aligned_below(s, s->max) : INFINITY;
	if (s->min > s->max || lowest > highest)
		return false;
	*value = steps == floor(steps) ? before + count * s->step : up ? aligned_above(s, before) : aligned_below(s, before);
	*value = *value < lowest ? lowest : *value > highest ? highest : *value;
	return up ? *value >= before : *value <= before;
}

/* step="any" */
static bool steps_freely(struct evl_realm *realm, const struct evl_dom_node *input)
{
	struct evl_string *step = evl_element_get(realm, input, "step");
	const char *text = step != NULL ? evl_string_utf8(realm, step) : "";
	return (text[0] | 32) == 'a' && (text[1] | 32) == 'n' && (text[2] | 32) == 'y' && text[3] == '\0';
}

/* A number as text, rounded to the decimals that the numbers it comes from are written with: the browser counts in decimals. */
static struct evl_string *rounded_text(struct evl_realm *realm, double value, int decimals)
{
	char rounded[400];
	struct evl_string *exact;
	snprintf(rounded, sizeof rounded, "%.*f", decimals, value);
	return evl_to_string(realm, evl_from_number(evl_string_to_number(realm, evl_string_from_ascii(realm, rounded))), &exact) ?
		       exact :
		       evl_string_from_ascii(realm, "");
}

static bool step_by(struct evl_realm *realm, const struct evl_args *args, evl_value *result, bool up)
{
	double count = 1;
	struct evl_dom_node *input = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	*result = EVL_UNDEFINED;
	if (input == NULL)
		return false;
	if (args->count != 0 && !evl_is_undefined(args->values[0]) && !evl_to_integer_or_infinity(realm, args->values[0], &count))
		return false;
	bool is_number = evl_element_type_is(realm, input, "number");
	if (!is_number && !evl_element_type_is(realm, input, "text"))
		return evl_not_covered(realm, "steps of this type of input");
	if (!is_number || steps_freely(realm, input)) {
		char message[160];
		snprintf(message, sizeof message, "Failed to execute '%s' on 'HTMLInputElement': This form element %s.", up ? "stepUp" : "stepDown",
			 is_number ? "does not have an allowed value step" : "is not steppable");
		return evl_dom_exception_throw(realm, message, "InvalidStateError");
	}
	struct evl_string *text = evl_control_value(realm, input);
	struct steps s = steps_of(realm, input);
	double value = text->length != 0 ? evl_string_to_number(realm, text) : 0;
	int decimals = decimals_of(evl_string_utf8(realm, text));
	if (!take_steps(&s, &value, up ? count : -count, up))
		return true;
	input->value = evl_from_string(rounded_text(realm, value, decimals > s.decimals ? decimals : s.decimals));
	return true;
}

struct evl_string *evl_range_sanitized(struct evl_realm *realm, struct evl_dom_node *input, struct evl_string *text)
{
	enum { HIGHEST = 100 }; /* without a max */
	struct steps s = steps_of(realm, input);
	s.min = s.base = isfinite(s.min) ? s.min : 0;
	s.max = fmax(isfinite(s.max) ? s.max : HIGHEST, s.min);
	bool given = evl_is_floating_point(evl_string_utf8(realm, text));
	double value = given ? evl_string_to_number(realm, text) : s.min + (s.max - s.min) / 2;
	value = fmin(fmax(value, s.min), s.max);
	bool whole = steps_freely(realm, input) || steps_from_base(&s, value) == floor(steps_from_base(&s, value));
	if (!whole) {
		double steps = floor(steps_from_base(&s, value) + 0.5);
		value = s.base + (s.base + steps * s.step > s.max ? steps - 1 : steps) * s.step;
		return rounded_text(realm, value, s.decimals);
	}
	int decimals = given ? decimals_of(evl_string_utf8(realm, text)) : 2;
	return rounded_text(realm, value, decimals > s.decimals ? decimals : s.decimals);
}

void evl_range_limits_changed(struct evl_realm *realm, struct evl_dom_node *input, evl_name name)
{
	static const char *const names[] = { "type", "min", "max", "step", "value" };
	bool is_value = name == evl_platform_intern(realm, "value");
	bool known = false;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		known = known || name == evl_platform_intern(realm, names[i]);
	if (!known || !evl_element_type_is(realm, input, "range") || (is_value && input->value != EVL_EMPTY && !input->value_follows))
		return;
	/* Chromium keeps what the value came to, and fits that into each new limit. */
	bool follows = is_value || input->value == EVL_EMPTY || input->value_follows;
	struct evl_string *from = is_value ? evl_element_get(realm, input, "value") : evl_control_value(realm, input);
	input->value = evl_from_string(evl_range_sanitized(realm, input, from != NULL ? from : evl_string_from_ascii(realm, "")));
	input->value_follows = follows;
}

bool evl_control_step_up(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return step_by(realm, args, result, true);
}

bool evl_control_step_down(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return step_by(realm, args, result, false);
}
