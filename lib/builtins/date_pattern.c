/* SPDX-License-Identifier: MIT */
/*
 * date_pattern.c - dates and times in English. How the fields stand together comes from a table made from ICU; ranges
 * follow the interval formats of CLDR as far as they are listed here.
 *
 * Letters of a pattern, by width: weekday e E W, era g G H, year y Y, month n N m M L, day d D, hour h J,
 * minute i I, second s S, fraction f, AM and PM a, period of the day b, zone z. A ~ is a space that Node 20's
 * formatToParts and ranges have as U+202F.
 */
#include "builtins/date_pattern.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/time_zone.h"
#include "builtins/region.h"

static const char *const patterns[] = {
#define PATTERN(text) text,
#include "builtins/date_pattern_table.def"
#undef PATTERN
};

enum { X = 0xFFFF };

static const uint16_t dates[] = {
#define DATES
#include "builtins/date_pattern_table.def"
#undef DATES
};

static const uint16_t times_12[] = {
#define TIMES_12
#include "builtins/date_pattern_table.def"
#undef TIMES_12
};

static const uint16_t times_24[] = {
#define TIMES_24
#include "builtins/date_pattern_table.def"
#undef TIMES_24
};

static const uint16_t joins[] = {
#define JOINS
#include "builtins/date_pattern_table.def"
#undef JOINS
};

static const uint16_t joins_without_hour[] = {
#define JOINS_WITHOUT_HOUR
#include "builtins/date_pattern_table.def"
#undef JOINS_WITHOUT_HOUR
};

static const char *const weekdays[] = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" };
static const char *const months[] = { "January", "February", "March",     "April",   "May",      "June",
				      "July",    "August",   "September", "October", "November", "December" };

/* ---------------------------------------------------------------- patterns */

static bool in_twelve_hours(const struct evl_date_format *f) { return f->hour_cycle <= EVL_HOURS_12; }

static const char *style_time(const struct evl_date_format *f)
{
	static const char *const twelve[] = { "", "%h:%I:%S~%a %z", "%h:%I:%S~%a %z", "%h:%I:%S~%a", "%h:%I~%a" };
	static const char *const twenty_four[] = { "", "%J:%I:%S %z", "%J:%I:%S %z", "%J:%I:%S", "%J:%I" };
	return in_twelve_hours(f) ? twelve[f->time_style] : twenty_four[f->time_style];
}

bool evl_date_pattern(const struct evl_date_format *f, char pattern[EVL_DATE_PATTERN_MAX])
{
	static const char *const style_dates[] = { "", "%W, %L %d, %y", "%L %d, %y", "%M %d, %y", "%n/%d/%Y" };
	static const char *const words[] = { ", ", " at ", " " };
	if (f->date_style != EVL_STYLE_NONE || f->time_style != EVL_STYLE_NONE) {
		bool both = f->date_style != EVL_STYLE_NONE && f->time_style != EVL_STYLE_NONE;
		snprintf(pattern, EVL_DATE_PATTERN_MAX, "%s%s%s", style_dates[f->date_style],
			 both ? words[f->date_style <= EVL_STYLE_LONG] : "", style_time(f));
		return true;
	}
	unsigned date = (((f->weekday * 4u + f->era) * 3u + f->year) * 6u + f->month) * 3u + f->day;
	unsigned time = (((f->hour * 3u + f->minute) * 3u + f->second) * 4u + f->fraction) * 4u + f->day_period;
	uint16_t date_id = dates[date], time_id = (in_twelve_hours(f) ? times_12 : times_24)[time];
	uint16_t join = (f->hour != 0 ? joins : joins_without_hour)[date];
	bool has_time = time != 0 || f->zone_name != 0;
	if (date_id == X || time_id == X || (date != 0 && has_time && join == X))
		return false;
	/* an hour of 24 beside a zone is "23h" */
	bool lone_hour = f->zone_name != 0 && !in_twelve_hours(f) && f->hour != 0 && f->minute + f->second + f->fraction == 0;
	if (join == 2 && (f->zone_name != 0 || f->fraction != 0 || (!in_twelve_hours(f) && f->minute == 0)))
		join = 0;
	if (f->zone_name != 0 && f->day_period != 0 && f->hour == 0)
		return false;
	if (f->zone_name != 0 && time == 0 && date != 0 && f->weekday + f->era != 0 && f->year + f->month + f->day == 0)
		return false;
	snprintf(pattern, EVL_DATE_PATTERN_MAX, "%s%s%s%s%s", patterns[date_id], date != 0 && has_time ? words[join] : "",
		 patterns[time_id], lone_hour ? "h " : f->zone_name != 0 && time != 0 ? " " : "", f->zone_name != 0 ? "%z" : "");
	return true;
}

int evl_date_pattern_width(const char *pattern, const char *letters)
{
	for (; *pattern != '\0'; pattern++) {
		if (*pattern != '%')
			continue;
		const char *found = strchr(letters, pattern[1]);
		if (found != NULL)
			return (int)(found - letters) + 1;
	}
	return 0;
}

/* ------------------------------------------------------------------- fields */

static void add_number(struct evl_text_parts *parts, const char *type, int64_t n, int width)
{
	char text[24];
	snprintf(text, sizeof text, "%0*lld", width, (long long)n);
	evl_text_parts_add_text(parts, type, text);
}

/* "GMT-5", "GMT+05:30", "GMT-4:56:02" */
static void add_offset(struct evl_text_parts *parts, int32_t offset, bool is_long)
{
	char text[32];
	int32_t n = abs(offset);
	int length = snprintf(text, sizeof text, is_long ? "GMT%c%02d" : "GMT%c%d", offset < 0 ? '-' : '+', n / 3600);
	if (is_long || n % 3600 != 0)
		length += snprintf(text + length, sizeof text - (size_t)length, ":%02d", n / 60 % 60);
	if (n % 60 != 0)
		snprintf(text + length, sizeof text - (size_t)length, ":%02d", n % 60);
	evl_text_parts_add_text(parts, "timeZoneName", text);
}

struct shown {
	const struct evl_date_format *format;
	struct evl_moment moment; /* in the zone */
	const struct evl_zone_state *state;
	double time;
	bool narrow; /* write ~ as U+202F */
};

static bool add_zone(struct evl_text_parts *parts, const struct shown *shown)
{
	const struct evl_date_format *f = shown->format;
	const struct evl_zone_state *state = shown->state;
	int width = f->zone_name;
	if (f->time_style != EVL_STYLE_NONE)
		width = f->time_style == EVL_STYLE_FULL ? EVL_ZONE_NAME_LONG : EVL_ZONE_NAME_SHORT;
	if (width == EVL_ZONE_NAME_SHORT_GENERIC || width == EVL_ZONE_NAME_LONG_GENERIC) {
		if (f->zone != EVL_ZONE_UTC)
			return false;
		add_offset(parts, 0, width == EVL_ZONE_NAME_LONG_GENERIC);
		return true;
	}
	const char *name = width == EVL_ZONE_NAME_SHORT ? state->short_name : width == EVL_ZONE_NAME_LONG ? state->long_name : NULL;
	/* most of CLDR's names of zones end with the year 9999 */
	if (f->zone != EVL_ZONE_UTC && shown->time >= 253402300740000.0)
		return false;
	if (name != NULL)
		evl_text_parts_add_text(parts, "timeZoneName", name);
	else
		add_offset(parts, state->offset, width == EVL_ZONE_NAME_LONG || width == EVL_ZONE_NAME_LONG_OFFSET);
	return true;
}

static const char *period_of_day(const struct evl_date_format *f, const struct evl_moment *m)
{
	bool sharp = (f->minute == 0 || m->minute == 0) && (f->second == 0 || m->second == 0);
	if (m->hour == 12 && sharp)
		return f->day_period == EVL_TEXT_NARROW ? "n" : "noon";
	if (m->hour < 12)
		return "in the morning";
	return m->hour < 18 ? "in the afternoon" : m->hour < 21 ? "in the evening" : "at night";
}

static int hour_of(const struct evl_date_format *f, int hour)
{
	switch ((enum evl_hour_cycle)f->hour_cycle) {
	case EVL_HOURS_11:
		return hour % 12;
	case EVL_HOURS_12:
		return (hour + 11) % 12 + 1;
	case EVL_HOURS_23:
		return hour;
	case EVL_HOURS_24:
		return (hour + 23) % 24 + 1;
	}
	return hour;
}

static void look(const struct evl_date_format *format, double time, struct shown *out)
{
	out->narrow = false;
	out->time = time;
	out->format = format;
	out->state = evl_zone_at(format->zone, (int64_t)time);
	evl_moment_of((int64_t)time + (int64_t)out->state->offset * EVL_MS_PER_SECOND, &out->moment);
}

bool evl_date_number(const struct evl_date_format *format, const struct evl_moment *m, char letter, struct evl_date_number *out)
{
	int64_t year = m->year > 0 ? m->year : 1 - m->year; /* of the era */
	switch (letter) {
	case 'y':
	case 'Y':
		*out = (struct evl_date_number){ "year", letter == 'Y' ? year % 100 : year, letter == 'Y' ? 2 : 1 };
		return true;
	case 'n':
	case 'N':
		*out = (struct evl_date_number){ "month", m->month + 1, letter == 'N' ? 2 : 1 };
		return true;
	case 'd':
	case 'D':
		*out = (struct evl_date_number){ "day", m->day, letter == 'D' ? 2 : 1 };
		return true;
	case 'h':
	case 'J':
		*out = (struct evl_date_number){ "hour", hour_of(format, m->hour), letter == 'J' ? 2 : 1 };
		return true;
	case 'i':
	case 'I':
		*out = (struct evl_date_number){ "minute", m->minute, letter == 'I' ? 2 : 1 };
		return true;
	case 's':
	case 'S':
		*out = (struct evl_date_number){ "second", m->second, letter == 'S' ? 2 : 1 };
		return true;
	default:
		return false;
	}
}

static bool add_field(const struct shown *s, char letter, struct evl_text_parts *parts)
{
	static const char *const eras[2][3] = { { "B", "BC", "Before Christ" }, { "A", "AD", "Anno Domini" } };
	const struct evl_moment *m = &s->moment;
	struct evl_date_number number;
	if (evl_date_number(s->format, m, letter, &number)) {
		add_number(parts, number.type, number.value, number.width);
		return true;
	}
	switch (letter) {
	case 'e':
		evl_text_parts_add(parts, "weekday", weekdays[m->weekday], 1);
		break;
	case 'E':
		evl_text_parts_add(parts, "weekday", weekdays[m->weekday], 3);
		break;
	case 'W':
		evl_text_parts_add_text(parts, "weekday", weekdays[m->weekday]);
		break;
	case 'g':
	case 'G':
	case 'H':
		evl_text_parts_add_text(parts, "era", eras[m->year > 0][letter == 'g' ? 0 : letter == 'G' ? 1 : 2]);
		break;
	case 'm':
		evl_text_parts_add(parts, "month", months[m->month], 1);
		break;
	case 'M':
		evl_text_parts_add(parts, "month", months[m->month], 3);
		break;
	case 'L':
		evl_text_parts_add_text(parts, "month", months[m->month]);
		break;
	case 'f': {
		char digits[8];
		snprintf(digits, sizeof digits, "%03d", m->millisecond);
		evl_text_parts_add(parts, "fractionalSecond", digits, s->format->fraction);
		break;
	}
	case 'a':
		evl_text_parts_add_text(parts, "dayPeriod", m->hour < 12 ? "AM" : "PM");
		break;
	case 'b':
		evl_text_parts_add_text(parts, "dayPeriod", period_of_day(s->format, m));
		break;
	default:
		return add_zone(parts, s);
	}
	return true;
}

/* Append pattern[0..length) of the moment. */
static bool add_pattern(const struct shown *s, const char *pattern, size_t length, struct evl_text_parts *parts)
{
	for (size_t i = 0; i < length;) {
		if (pattern[i] == '%') {
			if (!add_field(s, pattern[i + 1], parts))
				return false;
			i += 2;
			continue;
		}
		size_t end = i;
		if (pattern[i] == '~') {
			evl_text_parts_add_literal(parts, s->narrow ? "\u202F" : " ", s->narrow ? 3 : 1);
			i++;
			continue;
		}
		while (end < length && pattern[end] != '%' && pattern[end] != '~')
			end++;
		evl_text_parts_add_literal(parts, pattern + i, end - i);
		i = end;
	}
	return true;
}

bool evl_date_format(const struct evl_date_format *format, double time, bool as_parts, struct evl_text_parts *parts)
{
	char pattern[EVL_DATE_PATTERN_MAX];
	struct shown shown;
	if (format->region != NULL)
		return evl_region_date(format, time, as_parts, parts);
	look(format, time, &shown);
	shown.narrow = as_parts && format->narrow_spaces;
	if (shown.narrow && format->day_period != 0 && format->zone_name != 0)
		return false; /* whose spaces the table does not tell */
	return evl_date_pattern(format, pattern) && add_pattern(&shown, pattern, strlen(pattern), parts);
}

/* ------------------------------------------------------------------- ranges */

/* The largest unit in which two moments differ. */
enum difference { DIFFERENT_YEAR, DIFFERENT_MONTH, DIFFERENT_DAY, DIFFERENT_HALF, DIFFERENT_HOUR, DIFFERENT_MINUTE, DIFFERENT_SECOND, NO_DIFFERENCE };

static enum difference compare(const struct evl_moment *a, const struct evl_moment *b)
{
	return a->year != b->year       ? DIFFERENT_YEAR
	       : a->month != b->month   ? DIFFERENT_MONTH
	       : a->day != b->day       ? DIFFERENT_DAY
	       : a->hour / 12 != b->hour / 12 ? DIFFERENT_HALF
	       : a->hour != b->hour     ? DIFFERENT_HOUR
	       : a->minute != b->minute ? DIFFERENT_MINUTE
	       : a->second != b->second || a->millisecond != b->millisecond ? DIFFERENT_SECOND
					: NO_DIFFERENCE;
}

struct range {
	struct shown a, b;
	struct evl_text_parts *parts;
	bool as_parts, ok;
};

/* Both are written alike: the whole pattern once. */
static void add_once(struct range *r, const char *pattern)
{
	r->a.narrow = r->as_parts && r->a.format->narrow_spaces;
	r->parts->source = "shared";
	r->ok &= add_pattern(&r->a, pattern, strlen(pattern), r->parts);
}

static void add_shared(struct range *r, const char *pattern, size_t length)
{
	r->parts->source = "shared";
	r->ok &= add_pattern(&r->a, pattern, length, r->parts);
}

/* "a – b" of a stretch of the pattern. */
static void add_both(struct range *r, const char *pattern, size_t length)
{
	r->parts->source = "startRange";
	r->ok &= add_pattern(&r->a, pattern, length, r->parts);
	r->parts->source = "shared";
	evl_text_parts_add_text(r->parts, "literal", r->a.format->narrow_spaces ? "\u2009\u2013\u2009" : " \u2013 ");
	r->parts->source = "endRange";
	r->ok &= add_pattern(&r->b, pattern, length, r->parts);
}

static bool has(const char *pattern, const char *letters) { return evl_date_pattern_width(pattern, letters) != 0; }

/* A pattern without a time. */
static bool date_range(struct range *r, const char *pattern, enum difference difference)
{
	size_t length = strlen(pattern);
	bool year = has(pattern, "yY"), numeric = has(pattern, "nN"), text = has(pattern, "ML"), day = has(pattern, "dD");
	bool weekday = has(pattern, "eEW");
	if (difference > DIFFERENT_DAY || (difference == DIFFERENT_DAY && !day && !weekday) ||
	    (difference == DIFFERENT_MONTH && !numeric && !text && !day && year && !weekday)) {
		add_once(r, pattern);
		return true;
	}
	const struct evl_date_format *f = r->a.format;
	if (f->day == EVL_DIGITS_TWO || f->month == EVL_MONTH_TWO)
		return false; /* interval formats have widths of their own */
	if (weekday || has(pattern, "gGHm") || (difference == DIFFERENT_YEAR && !year) || (difference == DIFFERENT_MONTH && !numeric && !text))
		return false;
	if (difference == DIFFERENT_YEAR || (numeric && day && year)) {
		if (!numeric && !text && day)
			return false;
		add_both(r, pattern, length);
		return true;
	}
	if (!text)
		return false;
	/* "Jul 4 – 9, 2024", "Jul 4 – Aug 9, 2024", "July – August 2024" */
	const char *comma = strstr(pattern, day ? ", %" : " %");
	size_t head = year && comma != NULL ? (size_t)(comma - pattern) : length;
	size_t from = difference == DIFFERENT_DAY ? 3 : 0; /* behind "%M " */
	add_shared(r, pattern, from);
	add_both(r, pattern + from, head - from);
	add_shared(r, pattern + head, length - head);
	return true;
}

/* The hours and minutes of a day; `pattern` is "%h:%I~%a" or the like. */
static bool time_range(struct range *r, const char *pattern, enum difference difference)
{
	size_t length = strlen(pattern);
	const char *half = strstr(pattern, "~%a");
	if (difference == DIFFERENT_HALF || half == NULL) {
		add_both(r, pattern, length);
		return true;
	}
	add_both(r, pattern, (size_t)(half - pattern));
	add_shared(r, half, strlen(half));
	return true;
}

bool evl_date_format_range(const struct evl_date_format *format, double start, double end, bool as_parts, struct evl_text_parts *parts)
{
	char pattern[EVL_DATE_PATTERN_MAX];
	struct range r = { .parts = parts, .as_parts = as_parts, .ok = true };
	bool known;
	if (format->region != NULL)
		return false;
	look(format, start, &r.a);
	look(format, end, &r.b);
	if (!evl_date_pattern(format, pattern) || r.a.moment.year < 1 || r.b.moment.year < 1)
		return false;
	r.a.narrow = r.b.narrow = format->narrow_spaces;
	enum difference difference = compare(&r.a.moment, &r.b.moment);
	size_t at = strcspn(pattern, "h") < strcspn(pattern, "J") ? strcspn(pattern, "h") : strcspn(pattern, "J");
	bool has_hour = pattern[at] != '\0';
	bool alike = difference >= DIFFERENT_SECOND || (difference == DIFFERENT_MINUTE && !has(pattern, "iI"));
	if (has(pattern, "sSfbz") || format->hour == EVL_DIGITS_TWO || (has(pattern, "iI") && !has_hour)) {
		known = false;
	} else if (!has_hour) {
		known = date_range(&r, pattern, difference);
	} else if (alike) {
		add_once(&r, pattern);
		known = true;
	} else if (at == 1 && difference > DIFFERENT_DAY) {
		known = time_range(&r, pattern, difference);
	} else if (at == 1) {
		char whole[EVL_DATE_PATTERN_MAX + 16];
		snprintf(whole, sizeof whole, "%%n/%%d/%%y, %s", pattern);
		add_both(&r, whole, strlen(whole));
		known = true;
	} else if (memcmp(pattern + at - 3, ", %", 3) != 0 || has(pattern, "eEWgGHmL") || !has(pattern, "yY") || !has(pattern, "dD") ||
		   format->day == EVL_DIGITS_TWO || format->month == EVL_MONTH_TWO) {
		known = false; /* a weekday, "at", or only part of a date before the time */
	} else if (difference <= DIFFERENT_DAY) {
		add_both(&r, pattern, strlen(pattern));
		known = true;
	} else {
		add_shared(&r, pattern, at - 1);
		known = time_range(&r, pattern + at - 1, difference);
	}
	parts->source = NULL;
	return known && r.ok;
}
