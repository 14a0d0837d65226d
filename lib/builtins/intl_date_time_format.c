/* SPDX-License-Identifier: MIT */
/*
 * intl_date_time_format.c - Intl.DateTimeFormat, and Date's toLocaleString and its siblings, in English.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/calendar.h"
#include "base/time_zone.h"
#include "builtins/args.h"
#include "builtins/clock.h"
#include "builtins/date.h"
#include "builtins/date_pattern.h"
#include "builtins/intl.h"
#include "builtins/region.h"

static const char service[] = "Intl.DateTimeFormat";
static const char text_widths[] = "|narrow|short|long";
static const char digit_widths[] = "|numeric|2-digit";
static const char month_widths[] = "|numeric|2-digit|narrow|short|long";
static const char zone_widths[] = "|short|long|shortOffset|longOffset|shortGeneric|longGeneric";
static const char style_names[] = "|full|long|medium|short";
static const char hour_cycles[] = "h11|h12|h23|h24";

enum needed { NEED_ANY, NEED_DATE, NEED_TIME };
enum defaults { DEFAULT_DATE, DEFAULT_TIME, DEFAULT_ALL };

struct date_time_format {
	struct evl_intl_object intl;
	struct evl_date_format format;
};

/* ------------------------------------------------------------------ options */

struct reading {
	struct evl_realm *realm;
	evl_value options;
	const char *service;
	bool ok;
};

/* One option among texts; 0: absent. */
static uint8_t read_choice(struct reading *r, const char *name, const char *values)
{
	int index = 0;
	if (r->ok)
		r->ok = evl_intl_choice(r->realm, r->options, r->service, name, values, 0, &index);
	if (r->ok && index == 0) {
		/* the empty text is in the list for "absent" only */
		evl_value value;
		r->ok = evl_intl_option(r->realm, r->options, name, &value);
		if (r->ok && !evl_is_undefined(value))
			r->ok = evl_throw_message(r->realm, EVL_MESSAGE_OPTION_RANGE, "", r->service, name);
	}
	return (uint8_t)index;
}

static void read_zone(struct reading *r, struct evl_date_format *out)
{
	evl_value value;
	struct evl_string *s;
	out->zone = r->realm->zone;
	if (!r->ok || !(r->ok = evl_intl_option(r->realm, r->options, "timeZone", &value)) || evl_is_undefined(value))
		return;
	if (!(r->ok = evl_to_string(r->realm, value, &s)))
		return;
	const char *name = evl_string_utf8(r->realm, s);
	int zone = evl_zone_find(name, strlen(name));
	out->zone = (int16_t)zone;
	if (zone != EVL_ZONE_NONE)
		return;
	/* Names of the database have an area and a place; offsets are zones of their own in today's engines. */
	bool may_exist = strchr(name, '/') != NULL || strlen(name) <= 4 || name[0] == '+' || name[0] == '-' || strncmp(name, "Etc", 3) == 0;
	static const char *const areas[] = { "africa/", "america/", "antarctica/", "arctic/", "asia/", "atlantic/", "australia/", "brazil/", "canada/",
					     "chile/", "etc/", "europe/", "indian/", "mexico/", "pacific/", "us/", "systemv/" };
	char lowered[16] = "";
	for (size_t i = 0; i < sizeof lowered - 1 && name[i] != '\0'; i++)
		lowered[i] = name[i] >= 'A' && name[i] <= 'Z' ? (char)(name[i] + 32) : name[i];
	bool area = strchr(name, '/') == NULL;
	for (size_t i = 0; i < sizeof areas / sizeof areas[0]; i++)
		area |= strncmp(lowered, areas[i], strlen(areas[i])) == 0;
	bool offset = name[0] == '+' || name[0] == '-';
	if (may_exist && area && (!offset || r->realm->v8 >= EVL_V8_15) && name[0] != '\0') {
		size_t size = strlen(name) + 16;
		char *what = evl_realm_scratch(r->realm, size);
		snprintf(what, size, "time zone '%s'", name);
		r->ok = evl_not_covered(r->realm, what);
	} else {
		r->ok = evl_throw_message(r->realm, EVL_MESSAGE_ZONE_INVALID, name);
	}
}

static void read_calendar(struct reading *r)
{
	evl_value value;
	struct evl_string *s;
	if (!r->ok || !(r->ok = evl_intl_option(r->realm, r->options, "calendar", &value)) || evl_is_undefined(value))
		return;
	if (!(r->ok = evl_to_string(r->realm, value, &s)))
		return;
	const char *name = evl_string_utf8(r->realm, s);
	if (strlen(name) < 3)
		r->ok = evl_throw_message(r->realm, EVL_MESSAGE_CALENDAR_INVALID, name);
	else if (strcmp(name, "gregory") != 0)
		r->ok = evl_not_covered(r->realm, "a calendar other than gregory");
}

static void read_fraction(struct reading *r, struct evl_date_format *out)
{
	evl_value value;
	int digits = -1;
	if (!r->ok)
		return;
	r->ok = evl_intl_option(r->realm, r->options, "fractionalSecondDigits", &value) &&
		evl_intl_number(r->realm, value, "fractionalSecondDigits", 1, 3, &digits);
	out->fraction = (uint8_t)(digits > 0 ? digits : 0);
}

static bool has_date(const struct evl_date_format *f) { return f->weekday || f->year || f->month || f->day; }
static bool has_time(const struct evl_date_format *f) { return f->day_period || f->hour || f->minute || f->second || f->fraction; }

/* toLocaleDateString takes no timeStyle, toLocaleTimeString no dateStyle. */
static bool check_needed(struct reading *r, enum needed needed)
{
	const char *refused = needed == NEED_DATE ? "timeStyle" : "dateStyle";
	evl_value value;
	if (needed == NEED_ANY)
		return true;
	if (!evl_intl_option(r->realm, r->options, refused, &value))
		return false;
	return evl_is_undefined(value) || evl_throw_message(r->realm, EVL_MESSAGE_OPTION_INVALID, refused);
}

static bool check_styles(struct reading *r, const struct evl_date_format *f)
{
	static const char *const names[] = { "weekday", "era", "year", "month", "day", "dayPeriod", "hour", "minute", "second",
					     "fractionalSecondDigits", "timeZoneName" };
	const uint8_t given[] = { f->weekday, f->era, f->year, f->month, f->day, f->day_period, f->hour, f->minute, f->second, f->fraction, f->zone_name };
	if (f->date_style == EVL_STYLE_NONE && f->time_style == EVL_STYLE_NONE)
		return true;
	for (size_t i = 0; i < sizeof given; i++) {
		if (given[i] == 0)
			continue;
		if (r->realm->v8 >= EVL_V8_15)
			return evl_throw_message(r->realm, EVL_MESSAGE_OPTION_INVALID, "option");
		return evl_throw_message(r->realm, EVL_MESSAGE_OPTION_WITH_STYLE, names[i], f->date_style != EVL_STYLE_NONE ? "dateStyle" : "timeStyle");
	}
	return true;
}

/* What is shown when the options ask for nothing of what is needed. */
static bool add_defaults(struct evl_date_format *f, enum needed needed, enum defaults defaults)
{
	if (f->date_style != EVL_STYLE_NONE || f->time_style != EVL_STYLE_NONE)
		return false;
	if ((needed != NEED_TIME && has_date(f)) || (needed != NEED_DATE && has_time(f)))
		return false;
	if (defaults != DEFAULT_TIME)
		f->year = f->month = f->day = EVL_DIGITS_NUMERIC;
	if (defaults != DEFAULT_DATE)
		f->hour = f->minute = f->second = EVL_DIGITS_NUMERIC;
	return defaults != DEFAULT_DATE;
}

/* CreateDateTimeFormat (sec-createdatetimeformat) */
static bool read_options(struct evl_realm *realm, evl_value options, const char *name, const struct evl_locale *locale, enum needed needed,
			 enum defaults defaults, struct evl_date_format *f)
{
	struct reading r = { .realm = realm, .service = name, .ok = true };
	int hour12, cycle = -1, ignored;
	*f = (struct evl_date_format){ .narrow_spaces = realm->v8 < EVL_V8_15, .region = locale->region };
	if (evl_is_null(options) && realm->v8 >= EVL_V8_15)
		return evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NULLISH, name);
	if (!evl_intl_coerce_options(realm, options, &r.options) || !evl_intl_matcher(realm, r.options, name))
		return false;
	if (!check_needed(&r, needed))
		return false;
	read_calendar(&r);
	if (!r.ok || !evl_intl_numbering(realm, r.options, locale->region) || !evl_intl_flag(realm, r.options, "hour12", &hour12) ||
	    !evl_intl_choice(realm, r.options, name, "hourCycle", hour_cycles, -1, &cycle))
		return false;
	read_zone(&r, f);
	f->weekday = read_choice(&r, "weekday", text_widths);
	f->era = read_choice(&r, "era", text_widths);
	f->year = read_choice(&r, "year", digit_widths);
	f->month = read_choice(&r, "month", month_widths);
	f->day = read_choice(&r, "day", digit_widths);
	f->day_period = read_choice(&r, "dayPeriod", text_widths);
	f->hour = read_choice(&r, "hour", digit_widths);
	f->minute = read_choice(&r, "minute", digit_widths);
	f->second = read_choice(&r, "second", digit_widths);
	read_fraction(&r, f);
	f->zone_name = read_choice(&r, "timeZoneName", zone_widths);
	if (!r.ok || !evl_intl_choice(realm, r.options, name, "formatMatcher", "basic|best fit", 1, &ignored))
		return false;
	f->date_style = read_choice(&r, "dateStyle", style_names);
	f->time_style = read_choice(&r, "timeStyle", style_names);
	if (!r.ok || !check_styles(&r, f))
		return false;
	bool defaulted = add_defaults(f, needed, defaults);
	if (cycle < 0 && hour12 < 0 && locale->hour_cycle[0] != '\0')
		cycle = strcmp(locale->hour_cycle, "h11") == 0   ? EVL_HOURS_11
			: strcmp(locale->hour_cycle, "h12") == 0 ? EVL_HOURS_12
			: strcmp(locale->hour_cycle, "h23") == 0 ? EVL_HOURS_23
								 : EVL_HOURS_24;
	const uint8_t *cycles = locale->region != NULL ? locale->region->cycles[realm->v8 >= EVL_V8_15] : NULL;
	if (cycles != NULL && hour12 >= 0)
		cycle = cycles[hour12 ? 1 : 2];
	else if (cycles != NULL && cycle < 0)
		cycle = cycles[0];
	else if (hour12 >= 0)
		cycle = hour12 ? EVL_HOURS_12 : realm->v8 >= EVL_V8_15 ? EVL_HOURS_23 : EVL_HOURS_24;
	if (cycle < 0)
		cycle = EVL_HOURS_12;
	if (defaulted && realm->v8 >= EVL_V8_15 && hour12 < 0)
		cycle = cycle <= EVL_HOURS_12 ? EVL_HOURS_12 : EVL_HOURS_23;
	f->hour_cycle = (uint8_t)cycle;
	return true;
}

/* ------------------------------------------------------------------- methods */

/* sec-intl.datetimeformat; also called as a function */
static bool construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_args with_target = *args;
	struct evl_locale locale;
	struct evl_date_format format;
	if (evl_is_undefined(args->new_target))
		with_target.new_target = evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_INTL_DATE_TIME_FORMAT));
	struct date_time_format *object = evl_intl_new(realm, &with_target, EVL_INTL_DATE_TIME_FORMAT,
						       EVL_INTRINSIC_INTL_DATE_TIME_FORMAT_PROTOTYPE, sizeof *object);
	if (object == NULL || !evl_intl_region(realm, evl_arg(args, 0), &locale) ||
	    !read_options(realm, evl_arg(args, 1), service, &locale, NEED_ANY, DEFAULT_DATE, &format))
		return false;
	object->intl.locale = locale;
	object->format = format;
	*result = evl_from_object(object);
	return true;
}

static bool give(struct evl_realm *realm, const struct evl_date_format *format, double time, bool as_parts, evl_value *result)
{
	struct evl_text_parts parts;
	evl_text_parts_init(&parts);
	if (!evl_date_format(format, time, as_parts, &parts)) {
		evl_text_parts_release(&parts);
		return evl_not_covered(realm, "how this choice of date and time fields is written");
	}
	return as_parts ? evl_intl_give_parts(realm, &parts, NULL, result) : evl_intl_give_text(realm, &parts, result);
}

/* The moment that an argument means: undefined is now. */
static bool moment_of(struct evl_realm *realm, evl_value value, double *out)
{
	if (evl_is_undefined(value)) {
		evl_clock_note(realm);
		*out = evl_clock_read_ms(realm);
		return true;
	}
	if (evl_is_class(value, EVL_CLASS_DATE) && ((const struct evl_date *)evl_as_object(value))->from_clock)
		evl_clock_note(realm);
	if (!evl_to_number(realm, value, out))
		return false;
	*out = evl_time_clip(*out);
	return !isnan(*out) || evl_throw_message(realm, EVL_MESSAGE_INVALID_TIME);
}

/* sec-datetime-format-functions */
static bool format_bound(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_native_function *self = (const struct evl_native_function *)args->callee;
	const struct date_time_format *object = (const struct date_time_format *)evl_as_object(self->captured[0]);
	double time;
	return moment_of(realm, evl_arg(args, 0), &time) && give(realm, &object->format, time, false, result);
}

static struct date_time_format *unwrap(struct evl_realm *realm, const struct evl_args *args)
{
	/* V8 names the receiver as it is here */
	return evl_intl_this(realm, args, EVL_INTL_DATE_TIME_FORMAT, "UnwrapDateTimeFormat");
}

/* sec-intl.datetimeformat.prototype.format */
static bool get_format(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct date_time_format *object = unwrap(realm, args);
	if (object == NULL)
		return false;
	if (evl_is_undefined(object->intl.bound)) {
		struct evl_native_function *function = evl_native_function_new(realm, "", 1, format_bound);
		function->captured[0] = evl_from_object(object);
		object->intl.bound = evl_from_object(function);
	}
	*result = object->intl.bound;
	return true;
}

/* sec-intl.datetimeformat.prototype.formattoparts */
static bool format_to_parts(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double time;
	struct date_time_format *object =
		evl_intl_this(realm, args, EVL_INTL_DATE_TIME_FORMAT, "Intl.DateTimeFormat.prototype.formatToParts");
	return object != NULL && moment_of(realm, evl_arg(args, 0), &time) && give(realm, &object->format, time, true, result);
}

static bool make_range(struct evl_realm *realm, const struct evl_args *args, const char *method, bool as_parts,
		       struct evl_text_parts *parts)
{
	struct date_time_format *object = evl_intl_this(realm, args, EVL_INTL_DATE_TIME_FORMAT, method);
	double start, end;
	if (object == NULL)
		return false;
	if (evl_is_undefined(evl_arg(args, 0)) || evl_is_undefined(evl_arg(args, 1)))
		return evl_throw_message(realm, EVL_MESSAGE_INVALID_TIME_TYPE);
	if (!moment_of(realm, args->values[0], &start) || !moment_of(realm, args->values[1], &end))
		return false;
	evl_text_parts_init(parts);
	if (evl_date_format_range(&object->format, start, end, as_parts, parts))
		return true;
	evl_text_parts_release(parts);
	return evl_not_covered(realm, "how this range of dates is written");
}

/* sec-intl.datetimeformat.prototype.formatrange */
static bool format_range(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_text_parts parts;
	return make_range(realm, args, "Intl.DateTimeFormat.prototype.formatRange", false, &parts) && evl_intl_give_text(realm, &parts, result);
}

/* sec-intl.datetimeformat.prototype.formatrangetoparts */
static bool format_range_to_parts(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_text_parts parts;
	return make_range(realm, args, "Intl.DateTimeFormat.prototype.formatRangeToParts", true, &parts) &&
	       evl_intl_give_parts(realm, &parts, "source", result);
}

/* The fields of resolvedOptions are those of the pattern: minutes beside hours are always of two digits. */
static bool put_fields(struct evl_realm *realm, struct evl_object *o, const struct evl_date_format *f, const char *pattern)
{
	static const struct {
		const char *name, *values, *letters;
	} fields[] = {
		{ "weekday", text_widths, "eEW" }, { "era", text_widths, "gGH" }, { "year", digit_widths, "yY" },
		{ "month", month_widths, "nNmML" }, { "day", digit_widths, "dD" }, { "dayPeriod", text_widths, "" },
		{ "hour", digit_widths, "hJ" }, { "minute", digit_widths, "iI" }, { "second", digit_widths, "sS" },
	};
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		int width = fields[i].letters[0] != '\0' ? evl_date_pattern_width(pattern, fields[i].letters)
							 : evl_date_pattern_width(pattern, "b") != 0 ? f->day_period : 0;
		if (fields[i].letters[0] == 'h' && strstr(pattern, "%Jh ") != NULL)
			return evl_not_covered(realm, "resolvedOptions of an hour beside a zone");
		if (width != 0 && !evl_intl_put_choice(realm, o, fields[i].name, fields[i].values, width))
			return false;
	}
	if (f->fraction != 0 && !evl_intl_put(realm, o, "fractionalSecondDigits", evl_from_int(f->fraction)))
		return false;
	return f->zone_name == 0 || evl_intl_put_choice(realm, o, "timeZoneName", zone_widths, f->zone_name);
}

/* sec-intl.datetimeformat.prototype.resolvedoptions */
static bool resolved_options(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct date_time_format *object = unwrap(realm, args);
	char pattern[EVL_DATE_PATTERN_MAX];
	if (object == NULL)
		return false;
	const struct evl_date_format *f = &object->format;
	struct evl_object *o = evl_object_plain(realm);
	*result = evl_from_object(o);
	if (f->region != NULL)
		return evl_not_covered(realm, "resolvedOptions of dates in another language");
	if (!evl_date_pattern(f, pattern))
		return evl_not_covered(realm, "how this choice of date and time fields is written");
	if (!evl_intl_put_locale(realm, o, &object->intl.locale) || !evl_intl_put_text(realm, o, "calendar", "gregory") ||
	    !evl_intl_put_text(realm, o, "numberingSystem", "latn") || !evl_intl_put_text(realm, o, "timeZone", evl_zone_name(f->zone)))
		return false;
	if (evl_date_pattern_width(pattern, "hJ") != 0 &&
	    (!evl_intl_put_choice(realm, o, "hourCycle", hour_cycles, f->hour_cycle) ||
	     !evl_intl_put(realm, o, "hour12", evl_from_bool(f->hour_cycle <= EVL_HOURS_12))))
		return false;
	if (f->date_style == EVL_STYLE_NONE && f->time_style == EVL_STYLE_NONE)
		return put_fields(realm, o, f, pattern);
	return (f->date_style == EVL_STYLE_NONE || evl_intl_put_choice(realm, o, "dateStyle", style_names, f->date_style)) &&
	       (f->time_style == EVL_STYLE_NONE || evl_intl_put_choice(realm, o, "timeStyle", style_names, f->time_style));
}

/* --------------------------------------------------------- of Date.prototype */

static bool date_text(struct evl_realm *realm, const struct evl_args *args, const char *method, enum needed needed,
		      enum defaults defaults, evl_value *result)
{
	struct evl_locale locale;
	struct evl_date_format format;
	const struct evl_date *date = evl_this_date(realm, args, method);
	if (date == NULL)
		return false;
	if (isnan(date->time)) {
		*result = evl_text_value(realm, "Invalid Date");
		return *result != EVL_EMPTY;
	}
	return evl_intl_region(realm, evl_arg(args, 0), &locale) &&
	       read_options(realm, evl_arg(args, 1), method, &locale, needed, defaults, &format) &&
	       give(realm, &format, date->time, false, result);
}

/* sup-date.prototype.tolocalestring */
bool evl_date_to_locale_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return date_text(realm, args, "Date.prototype.toLocaleString", NEED_ANY, DEFAULT_ALL, result);
}

/* sup-date.prototype.tolocaledatestring */
bool evl_date_to_locale_date_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return date_text(realm, args, "Date.prototype.toLocaleDateString", NEED_DATE, DEFAULT_DATE, result);
}

/* sup-date.prototype.tolocaletimestring */
bool evl_date_to_locale_time_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return date_text(realm, args, "Date.prototype.toLocaleTimeString", NEED_TIME, DEFAULT_TIME, result);
}

static const struct evl_row statics[] = {
	EVL_METHOD("supportedLocalesOf", evl_intl_supported_locales_of, 1),
};

static const struct evl_row prototype[] = {
	EVL_METHOD("resolvedOptions", resolved_options, 0),
	EVL_METHOD("formatToParts", format_to_parts, 1),
	EVL_GETTER("format", get_format),
	EVL_METHOD("formatRange", format_range, 2),
	EVL_METHOD("formatRangeToParts", format_range_to_parts, 2),
	EVL_TAG_ROW("Intl.DateTimeFormat"),
};

const struct evl_family evl_family_INTL_DATE_TIME_FORMAT = {
	.name = "DateTimeFormat",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = construct,
	.length = 0,
	.statics = EVL_ROWS(statics),
	.prototype = EVL_ROWS(prototype),
};
