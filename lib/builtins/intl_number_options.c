/* SPDX-License-Identifier: MIT */
/*
 * intl_number_options.c - the options of Intl.NumberFormat, and those on digits that Intl.PluralRules has too.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "builtins/args.h"
#include "builtins/intl.h"
#include "builtins/number_pattern.h"
#include "builtins/region.h"
#include "value/bigint.h"

static const char styles[] = "decimal|percent|currency|unit";
static const char currency_displays[] = "code|symbol|narrowSymbol|name";
static const char currency_signs[] = "standard|accounting";
static const char unit_displays[] = "short|narrow|long";
static const char notations[] = "standard|scientific|engineering|compact";
static const char compact_displays[] = "short|long";
static const char sign_displays[] = "auto|never|always|exceptZero|negative";
static const char groupings[] = "false|min2|auto|always";
static const char rounding_modes[] = "ceil|floor|expand|trunc|halfCeil|halfFloor|halfExpand|halfTrunc|halfEven";
static const char rounding_priorities[] = "auto|morePrecision|lessPrecision";
static const char trailing_zeros[] = "auto|stripIfInteger";

static int or_else(int value, int fallback) { return value >= 0 ? value : fallback; }

/* The digits after the point; the defaults where nothing is said. */
static bool fraction_digits(struct evl_realm *realm, evl_value given_minimum, evl_value given_maximum, int minimum_default,
			    int maximum_default, struct evl_digit_options *out)
{
	int minimum, maximum;
	int most = realm->v8 >= EVL_V8_12 ? 100 : 20;
	if (!evl_intl_number(realm, given_minimum, "minimumFractionDigits", 0, most, &minimum) ||
	    !evl_intl_number(realm, given_maximum, "maximumFractionDigits", 0, most, &maximum))
		return false;
	if (minimum < 0 && maximum < 0) {
		minimum = minimum_default;
		maximum = maximum_default;
	} else if (minimum < 0) {
		minimum = maximum < minimum_default ? maximum : minimum_default;
	} else if (maximum < 0) {
		maximum = minimum > maximum_default ? minimum : maximum_default;
	} else if (minimum > maximum) {
		return evl_throw_message(realm, EVL_MESSAGE_FRACTION_DIGITS_RANGE, "maximumFractionDigits");
	}
	out->minimum_fraction = (uint8_t)minimum;
	out->maximum_fraction = (uint8_t)maximum;
	return true;
}

static bool significant_digits(struct evl_realm *realm, evl_value given_minimum, evl_value given_maximum, struct evl_digit_options *out)
{
	int minimum, maximum;
	if (!evl_intl_number(realm, given_minimum, "minimumSignificantDigits", 1, 21, &minimum))
		return false;
	minimum = or_else(minimum, 1);
	if (!evl_intl_number(realm, given_maximum, "maximumSignificantDigits", minimum, 21, &maximum))
		return false;
	out->minimum_significant = (uint8_t)minimum;
	out->maximum_significant = (uint8_t)or_else(maximum, 21);
	return true;
}

static bool rounding_increment(struct evl_realm *realm, evl_value options, struct evl_digit_options *out)
{
	static const int16_t allowed[] = { 1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000 };
	evl_value value;
	int increment;
	if (!evl_intl_option(realm, options, "roundingIncrement", &value) ||
	    !evl_intl_number(realm, value, "roundingIncrement", 1, 5000, &increment))
		return false;
	increment = or_else(increment, 1);
	for (size_t i = 0; i < sizeof allowed / sizeof allowed[0]; i++) {
		if (allowed[i] == increment) {
			out->increment = (int16_t)increment;
			return true;
		}
	}
	return evl_throw_message(realm, EVL_MESSAGE_FRACTION_DIGITS_RANGE, "roundingIncrement");
}

bool evl_intl_digit_options(struct evl_realm *realm, evl_value options, const char *name, int minimum_default, int maximum_default,
			    bool compact, struct evl_digit_options *out)
{
	evl_value integer, min_fraction, max_fraction, min_significant, max_significant;
	int minimum_integer, mode, priority, zeros;
	*out = (struct evl_digit_options){ .minimum_significant = 1, .maximum_significant = 21 };
	if (!evl_intl_option(realm, options, "minimumIntegerDigits", &integer) ||
	    !evl_intl_number(realm, integer, "minimumIntegerDigits", 1, 21, &minimum_integer) ||
	    !evl_intl_option(realm, options, "minimumFractionDigits", &min_fraction) ||
	    !evl_intl_option(realm, options, "maximumFractionDigits", &max_fraction) ||
	    !evl_intl_option(realm, options, "minimumSignificantDigits", &min_significant) ||
	    !evl_intl_option(realm, options, "maximumSignificantDigits", &max_significant) ||
	    !rounding_increment(realm, options, out) ||
	    !evl_intl_choice(realm, options, name, "roundingMode", rounding_modes, EVL_ROUND_HALF_EXPAND, &mode) ||
	    !evl_intl_choice(realm, options, name, "roundingPriority", rounding_priorities, 0, &priority) ||
	    !evl_intl_choice(realm, options, name, "trailingZeroDisplay", trailing_zeros, 0, &zeros))
		return false;
	out->minimum_integer = (uint8_t)or_else(minimum_integer, 1);
	out->mode = (uint8_t)mode;
	out->strip_if_integer = zeros == 1;
	if (out->increment != 1)
		maximum_default = minimum_default;
	bool has_significant = !evl_is_undefined(min_significant) || !evl_is_undefined(max_significant);
	bool has_fraction = !evl_is_undefined(min_fraction) || !evl_is_undefined(max_fraction);
	bool need_significant = priority != 0 || has_significant;
	bool need_fraction = priority != 0 || (!has_significant && (has_fraction || !compact));
	if (need_significant && has_significant && !significant_digits(realm, min_significant, max_significant, out))
		return false;
	if (need_fraction && !fraction_digits(realm, min_fraction, max_fraction, minimum_default, maximum_default, out))
		return false;
	if (!need_fraction && !need_significant) {
		out->maximum_significant = 2;
		out->type = EVL_ROUNDING_MORE;
	} else if (priority != 0) {
		out->type = priority == 1 ? EVL_ROUNDING_MORE : EVL_ROUNDING_LESS;
	} else {
		out->type = has_significant ? EVL_ROUNDING_SIGNIFICANT : EVL_ROUNDING_FRACTION;
	}
	if (out->increment != 1) {
		if (out->type != EVL_ROUNDING_FRACTION)
			return evl_throw_message(realm, EVL_MESSAGE_ROUNDING_TYPE);
		if (out->minimum_fraction != out->maximum_fraction)
			return evl_throw_message(realm, EVL_MESSAGE_FRACTION_DIGITS_DIFFER);
	}
	return true;
}

static bool put_number(struct evl_realm *realm, struct evl_object *object, const char *name, int n)
{
	return evl_intl_put(realm, object, name, evl_from_int(n));
}

/* The digits' part of resolvedOptions. */
bool evl_intl_put_digit_options(struct evl_realm *realm, struct evl_object *object, const struct evl_digit_options *o)
{
	bool fraction = o->type != EVL_ROUNDING_SIGNIFICANT, significant = o->type != EVL_ROUNDING_FRACTION;
	bool first = realm->v8 >= EVL_V8_12; /* today's order names fractions before significant digits */
	if (!put_number(realm, object, "minimumIntegerDigits", o->minimum_integer))
		return false;
	for (int pass = 0; pass < 2; pass++) {
		if ((pass == 0) == first && fraction &&
		    (!put_number(realm, object, "minimumFractionDigits", o->minimum_fraction) ||
		     !put_number(realm, object, "maximumFractionDigits", o->maximum_fraction)))
			return false;
		if ((pass == 0) != first && significant &&
		    (!put_number(realm, object, "minimumSignificantDigits", o->minimum_significant) ||
		     !put_number(realm, object, "maximumSignificantDigits", o->maximum_significant)))
			return false;
	}
	return true;
}

bool evl_intl_put_rounding(struct evl_realm *realm, struct evl_object *object, const struct evl_digit_options *o)
{
	/* engines forget the priority beside stripIfInteger */
	int priority = o->strip_if_integer ? 0 : o->type == EVL_ROUNDING_MORE ? 1 : o->type == EVL_ROUNDING_LESS ? 2 : 0;
	if (realm->v8 < EVL_V8_12)
		return evl_intl_put_choice(realm, object, "roundingMode", rounding_modes, o->mode) &&
		       put_number(realm, object, "roundingIncrement", o->increment) &&
		       evl_intl_put_choice(realm, object, "trailingZeroDisplay", trailing_zeros, o->strip_if_integer) &&
		       evl_intl_put_choice(realm, object, "roundingPriority", rounding_priorities, priority);
	return put_number(realm, object, "roundingIncrement", o->increment) &&
	       evl_intl_put_choice(realm, object, "roundingMode", rounding_modes, o->mode) &&
	       evl_intl_put_choice(realm, object, "roundingPriority", rounding_priorities, priority) &&
	       evl_intl_put_choice(realm, object, "trailingZeroDisplay", trailing_zeros, o->strip_if_integer);
}

static bool read_currency(struct evl_realm *realm, evl_value options, struct evl_number_format *out)
{
	const char *code;
	if (!evl_intl_text_option(realm, options, "currency", &code))
		return false;
	if (code == NULL)
		return out->style != EVL_NUMBER_CURRENCY || evl_throw_message(realm, EVL_MESSAGE_CURRENCY_NEEDED);
	if (strlen(code) != 3)
		return evl_throw_message(realm, EVL_MESSAGE_CURRENCY_INVALID, code);
	for (int i = 0; i < 3; i++) {
		char c = code[i] >= 'a' && code[i] <= 'z' ? (char)(code[i] - 'a' + 'A') : code[i];
		if (c < 'A' || c > 'Z')
			return evl_throw_message(realm, EVL_MESSAGE_CURRENCY_INVALID, code);
		out->currency[i] = c;
	}
	return true;
}

static bool read_unit(struct evl_realm *realm, evl_value options, const char *service, struct evl_number_format *out)
{
	const char *unit;
	if (!evl_intl_text_option(realm, options, "unit", &unit))
		return false;
	if (unit == NULL)
		return out->style != EVL_NUMBER_UNIT || evl_throw_message(realm, EVL_MESSAGE_UNIT_NEEDED, service);
	if (!evl_unit_is_known(unit))
		return evl_throw_message(realm, EVL_MESSAGE_UNIT_INVALID, service, unit);
	snprintf(out->unit, sizeof out->unit, "%s", unit);
	return true;
}

static bool read_grouping(struct evl_realm *realm, evl_value options, const char *service, struct evl_number_format *out)
{
	evl_value value;
	struct evl_string *s;
	out->grouping = out->notation == EVL_NOTATION_COMPACT ? EVL_GROUPING_MIN2 : EVL_GROUPING_AUTO;
	if (!evl_intl_option(realm, options, "useGrouping", &value))
		return false;
	if (evl_is_undefined(value))
		return true;
	if (value == EVL_TRUE) {
		out->grouping = EVL_GROUPING_ALWAYS;
		return true;
	}
	if (!evl_to_boolean(value)) {
		out->grouping = EVL_GROUPING_NONE;
		return true;
	}
	if (!evl_to_string(realm, value, &s))
		return false;
	const char *text = evl_string_utf8(realm, s);
	if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0)
		return true;
	for (int i = EVL_GROUPING_MIN2; i <= EVL_GROUPING_ALWAYS; i++) {
		char name[32];
		evl_intl_choice_text(groupings, i, name);
		if (strcmp(name, text) == 0) {
			out->grouping = (uint8_t)i;
			return true;
		}
	}
	return evl_throw_message(realm, EVL_MESSAGE_OPTION_RANGE, text, service, "useGrouping");
}

bool evl_intl_number_options(struct evl_realm *realm, evl_value options, const char *service, const struct evl_region *region,
			     struct evl_number_format *out)
{
	int style, display, accounting, unit_display, notation, compact_long, sign;
	*out = (struct evl_number_format){ .style = EVL_NUMBER_DECIMAL, .region = region != NULL ? region->numbers : NULL };
	if (!evl_intl_matcher(realm, options, service) || !evl_intl_numbering(realm, options, region) ||
	    !evl_intl_choice(realm, options, service, "style", styles, EVL_NUMBER_DECIMAL, &style))
		return false;
	out->style = (uint8_t)style;
	if (!read_currency(realm, options, out) ||
	    !evl_intl_choice(realm, options, service, "currencyDisplay", currency_displays, EVL_CURRENCY_SYMBOL, &display) ||
	    !evl_intl_choice(realm, options, service, "currencySign", currency_signs, 0, &accounting) ||
	    !read_unit(realm, options, service, out) ||
	    !evl_intl_choice(realm, options, service, "unitDisplay", unit_displays, EVL_UNIT_SHORT, &unit_display) ||
	    !evl_intl_choice(realm, options, service, "notation", notations, EVL_NOTATION_STANDARD, &notation))
		return false;
	out->currency_display = (uint8_t)display;
	out->accounting = accounting == 1;
	out->unit_display = (uint8_t)unit_display;
	out->notation = (uint8_t)notation;
	int minimum = 0, maximum = style == EVL_NUMBER_PERCENT ? 0 : 3;
	if (style == EVL_NUMBER_CURRENCY && (notation == EVL_NOTATION_STANDARD || realm->v8 < EVL_V8_12))
		minimum = maximum = evl_currency_digits(out->currency);
	if (!evl_intl_digit_options(realm, options, service, minimum, maximum, notation == EVL_NOTATION_COMPACT, &out->digits) ||
	    !evl_intl_choice(realm, options, service, "compactDisplay", compact_displays, 0, &compact_long) ||
	    !read_grouping(realm, options, service, out) ||
	    !evl_intl_choice(realm, options, service, "signDisplay", sign_displays, EVL_SIGN_AUTO, &sign))
		return false;
	out->compact_long = compact_long == 1;
	out->sign_display = (uint8_t)sign;
	return evl_number_format_is_known(out) || evl_not_covered(realm, "such numbers in another language");
}

bool evl_intl_put_number_options(struct evl_realm *realm, struct evl_object *object, const struct evl_number_format *f)
{
	const char *digits = f->region != NULL && f->region->zero != '0' ? "arab" : "latn";
	if (!evl_intl_put_text(realm, object, "numberingSystem", digits) || !evl_intl_put_choice(realm, object, "style", styles, f->style))
		return false;
	if (f->style == EVL_NUMBER_CURRENCY && (!evl_intl_put_text(realm, object, "currency", f->currency) ||
						!evl_intl_put_choice(realm, object, "currencyDisplay", currency_displays, f->currency_display) ||
						!evl_intl_put_choice(realm, object, "currencySign", currency_signs, f->accounting && f->sign_display != EVL_SIGN_NEVER)))
		return false;
	if (f->style == EVL_NUMBER_UNIT && (!evl_intl_put_text(realm, object, "unit", f->unit) ||
					    !evl_intl_put_choice(realm, object, "unitDisplay", unit_displays, f->unit_display)))
		return false;
	if (!evl_intl_put_digit_options(realm, object, &f->digits))
		return false;
	bool grouped = f->grouping == EVL_GROUPING_NONE ? evl_intl_put(realm, object, "useGrouping", EVL_FALSE)
							: evl_intl_put_choice(realm, object, "useGrouping", groupings, f->grouping);
	if (!grouped || !evl_intl_put_choice(realm, object, "notation", notations, f->notation))
		return false;
	if (f->notation == EVL_NOTATION_COMPACT && !evl_intl_put_choice(realm, object, "compactDisplay", compact_displays, f->compact_long))
		return false;
	return evl_intl_put_choice(realm, object, "signDisplay", sign_displays, f->sign_display) &&
	       evl_intl_put_rounding(realm, object, &f->digits);
}

static void decimal_of_double(struct evl_realm *realm, double x, struct evl_decimal *out)
{
	evl_decimal_from_double(x, evl_realm_scratch(realm, EVL_DECIMAL_DOUBLE_ROOM), out);
}

/* Decimal text of any length; false when it is none, so that Number() is to read it. */
static bool decimal_of_text(struct evl_realm *realm, struct evl_string *s, struct evl_decimal *out, bool *halted)
{
	*halted = false;
	if (evl_arena_room(&realm->scratch) < (size_t)s->length * 4 + 256) {
		*halted = !evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "in Intl");
		return false;
	}
	const uint16_t *units = evl_string_units(realm, s);
	size_t from = 0, to = s->length;
	char *text = evl_realm_scratch(realm, (size_t)s->length + 1);
	char *room = evl_realm_scratch(realm, (size_t)s->length + EVL_DECIMAL_SPARE);
	while (from < to && evl_is_white_space(units[from]))
		from++;
	while (to > from && evl_is_white_space(units[to - 1]))
		to--;
	for (size_t i = from; i < to; i++)
		text[i - from] = units[i] < 128 ? (char)units[i] : '?';
	if (!evl_decimal_from_text(text, to - from, room, out))
		return false;
	if (out->exponent > 5000 + (int64_t)s->length || out->exponent < -5000) {
		*halted = !evl_not_covered(realm, "Intl of a number this large or small");
		return false;
	}
	return true;
}

bool evl_intl_decimal(struct evl_realm *realm, evl_value value, struct evl_decimal *out)
{
	double x;
	bool halted;
	if (!evl_is_number(value) && !evl_to_primitive(realm, value, EVL_HINT_NUMBER, &value))
		return false;
	if (evl_is_bigint(value)) {
		struct evl_string *s = evl_bigint_to_string(realm, evl_as_bigint(value), 10);
		return s != NULL && decimal_of_text(realm, s, out, &halted);
	}
	if (evl_is_string(value)) {
		if (decimal_of_text(realm, evl_as_string(value), out, &halted))
			return true;
		if (halted)
			return false;
	}
	if (!evl_to_number(realm, value, &x))
		return false;
	decimal_of_double(realm, x, out);
	return true;
}
