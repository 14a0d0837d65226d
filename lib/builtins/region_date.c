/* SPDX-License-Identifier: MIT */
/*
 * region_date.c - dates and times of a region.
 *
 * Letters of a pattern, by width: year y Y, month n N or a name of the list A B C K, weekday of the list w x v u, day d D,
 * hour h J, minute i I, second s S, half of the day of the list a b.
 */
#include <stdio.h>
#include <string.h>

#include "base/calendar.h"
#include "base/time_zone.h"
#include "builtins/region.h"

static const char *const patterns[] = {
#define PATTERN(text) text,
#include "builtins/region_table.def"
#undef PATTERN
};

enum { X = 0xFFFF };

struct shown {
	const struct evl_region *region;
	const struct evl_date_format *format;
	struct evl_moment moment;
	bool narrow; /* U+202F stays what it is */
	struct evl_text_parts *parts;
};

/* Item `index` of list `list` of "a|b#c|d". */
static void add_name(const struct shown *s, const char *type, const char *lists, size_t list, size_t index)
{
	for (; list > 0; list--)
		lists = strchr(lists, '#') + 1;
	for (; index > 0; index--)
		lists = strchr(lists, '|') + 1;
	evl_text_parts_add(s->parts, type, lists, strcspn(lists, "|#"));
}

static size_t name_count(const char *lists, size_t list)
{
	size_t count = 1;
	for (; list > 0; list--)
		lists = strchr(lists, '#') + 1;
	for (; *lists != '\0' && *lists != '#'; lists++)
		count += *lists == '|';
	return count;
}

static void add_number(const struct shown *s, const char *type, int64_t n, int width)
{
	char text[24];
	uint16_t units[24];
	int length = snprintf(text, sizeof text, "%0*lld", width, (long long)n);
	for (int i = 0; i < length; i++)
		units[i] = (uint16_t)(s->region->numbers->zero + (uint32_t)(text[i] - '0'));
	evl_text_parts_add_units(s->parts, type, units, (size_t)length);
}

static void add_field(const struct shown *s, char letter)
{
	static const char months[] = "ABCK", weekdays[] = "wxvu";
	const struct evl_region_dates *dates = s->region->dates;
	const struct evl_moment *m = &s->moment;
	struct evl_date_number number;
	if (evl_date_number(s->format, m, letter, &number)) {
		add_number(s, number.type, number.value, number.width);
	} else if (letter == 'a' || letter == 'b') {
		size_t list = letter == 'b', index = (size_t)m->hour;
		add_name(s, "dayPeriod", dates->periods, list, name_count(dates->periods, list) == 2 ? index / 12 : index);
	} else if (strchr(months, letter) != NULL) {
		add_name(s, "month", dates->months, (size_t)(strchr(months, letter) - months), (size_t)m->month);
	} else {
		add_name(s, "weekday", dates->weekdays, (size_t)(strchr(weekdays, letter) - weekdays), (size_t)m->weekday);
	}
}

static void add_pattern(const struct shown *s, const char *pattern)
{
	static const char narrow_space[] = "\u202F";
	while (*pattern != '\0') {
		if (*pattern == '%') {
			add_field(s, pattern[1]);
			pattern += 2;
			continue;
		}
		size_t length = strcspn(pattern, "%");
		const char *narrow = strstr(pattern, narrow_space);
		if (!s->narrow && narrow != NULL && (size_t)(narrow - pattern) < length) {
			if (narrow > pattern)
				evl_text_parts_add_literal(s->parts, pattern, (size_t)(narrow - pattern));
			evl_text_parts_add_literal(s->parts, " ", 1);
			pattern = narrow + 3;
			continue;
		}
		evl_text_parts_add_literal(s->parts, pattern, length);
		pattern += length;
	}
}

/* The pattern of a date, of a time and of what joins them; 0: there is none, X: it is not known. */
struct choice {
	uint16_t date, join, time;
};

static bool choose(const struct evl_region_dates *d, const struct evl_date_format *f, struct choice *out)
{
	unsigned twenty_four = f->hour_cycle >= EVL_HOURS_23;
	*out = (struct choice){ 0 };
	if (f->date_style != EVL_STYLE_NONE || f->time_style != EVL_STYLE_NONE) {
		if (f->time_style == EVL_STYLE_FULL || f->time_style == EVL_STYLE_LONG)
			return false; /* these name the zone */
		if (f->date_style != EVL_STYLE_NONE) {
			out->date = d->date_styles[f->date_style - 1];
			out->join = d->style_joins[f->date_style - 1];
		}
		if (f->time_style != EVL_STYLE_NONE)
			out->time = d->time_styles[twenty_four][f->time_style - EVL_STYLE_MEDIUM];
	} else {
		if (f->era + f->day_period + f->fraction + f->zone_name != 0 || f->weekday == EVL_TEXT_NARROW || f->month == EVL_MONTH_NARROW)
			return false;
		if (f->hour == 0 && f->minute + f->second != 0)
			return false;
		unsigned weekday = f->weekday != 0 ? f->weekday - 1u : 0, month = f->month > EVL_MONTH_NARROW ? f->month - 1u : f->month;
		unsigned date = ((weekday * 3u + f->year) * 5u + month) * 3u + f->day;
		if (date != 0) {
			out->date = d->dates[date];
			out->join = d->joins[date];
		}
		if (f->hour != 0)
			out->time = d->times[twenty_four][((f->hour - 1u) * 3u + f->minute) * 3u + f->second];
	}
	if (out->date == 0 || out->time == 0)
		out->join = 0;
	return out->date != X && out->time != X && out->join != X;
}

bool evl_region_date(const struct evl_date_format *format, double time, bool as_parts, struct evl_text_parts *parts)
{
	const struct evl_zone_state *state = evl_zone_at(format->zone, (int64_t)time);
	struct shown s = { .region = format->region, .format = format, .narrow = as_parts && format->narrow_spaces, .parts = parts };
	struct choice chosen;
	evl_moment_of((int64_t)time + (int64_t)state->offset * EVL_MS_PER_SECOND, &s.moment);
	if (s.region->dates == NULL || s.moment.year < 1 || !choose(s.region->dates, format, &chosen))
		return false;
	add_pattern(&s, patterns[chosen.date]);
	add_pattern(&s, patterns[chosen.join]);
	add_pattern(&s, patterns[chosen.time]);
	return true;
}
