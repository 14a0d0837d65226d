/* SPDX-License-Identifier: MIT */
/*
 * time_zone.c - looking a moment up in the zones' periods, and beyond their end in the yearly rule.
 */
#include "base/time_zone.h"

#include "base/calendar.h"

static const struct evl_zone_state states[] = {
#define EVL_ZONE_STATE(offset, saving, short_name, long_name) { offset, saving, short_name, long_name },
#include "base/time_zone_table.def"
#undef EVL_ZONE_STATE
};

struct period {
	int64_t from; /* seconds since 1970 */
	int16_t state;
};

static const struct period periods[] = {
#define P(from, state) { from, state },
#include "base/time_zone_table.def"
#undef P
};

struct zone {
	const char *name, *standard, *summer;
	int16_t first, count; /* periods */
};

static const struct zone zones[] = {
#define EVL_ZONE(name, first, count, standard, summer) { name, standard, summer, first, count },
#include "base/time_zone_table.def"
#undef EVL_ZONE
};

/* The first `weekday` from `day` of `month` on, at `second` of the clock that ends. */
struct change {
	int8_t month, weekday, day;
	int32_t second;
	int16_t state;
};

struct rule {
	int16_t zone, since; /* from this year on */
	struct change changes[2]; /* in the order of the year */
};

static const struct rule rules[] = {
#define EVL_ZONE_RULE(zone, since, m1, w1, d1, t1, s1, m2, w2, d2, t2, s2) \
	{ zone, since, { { m1, w1, d1, t1, s1 }, { m2, w2, d2, t2, s2 } } },
#include "base/time_zone_table.def"
#undef EVL_ZONE_RULE
};

static const struct {
	const char *name;
	int zone;
} aliases[] = {
#define EVL_ZONE_ALIAS(name, zone) { name, zone },
#include "base/time_zone_table.def"
#undef EVL_ZONE_ALIAS
};

enum {
	ZONES = sizeof zones / sizeof zones[0],
	RULES = sizeof rules / sizeof rules[0],
	ALIASES = sizeof aliases / sizeof aliases[0],
};

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

static bool same_name(const char *a, const char *name, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (a[i] == '\0' || lower(a[i]) != lower(name[i]))
			return false;
	return a[length] == '\0';
}

int evl_zone_find(const char *name, size_t length)
{
	for (int i = 0; i < ZONES; i++)
		if (same_name(zones[i].name, name, length))
			return i;
	for (int i = 0; i < ALIASES; i++)
		if (same_name(aliases[i].name, name, length))
			return aliases[i].zone;
	return EVL_ZONE_NONE;
}

const char *evl_zone_name(int zone) { return zones[zone].name; }

static const struct rule *rule_of(int zone)
{
	for (int i = 0; i < RULES; i++)
		if (rules[i].zone == zone)
			return &rules[i];
	return NULL;
}

/* When the change happens in this year, in seconds of the clock that it ends. */
static int64_t change_time(const struct change *change, int64_t year)
{
	int64_t day = evl_day_number(year, change->month, change->day);
	int64_t weekday = ((day + 4) % 7 + 7) % 7;
	return (day + (change->weekday - weekday + 7) % 7) * 86400 + change->second;
}

static int64_t floor_seconds(int64_t ms) { return ms / 1000 - (ms % 1000 < 0); }

/* The period that holds at `seconds`. */
static const struct period *period_at(int zone, int64_t seconds, bool local)
{
	const struct zone *z = &zones[zone];
	const struct period *list = &periods[z->first];
	int low = 0, high = z->count;
	while (high - low > 1) {
		int middle = (low + high) / 2;
		/* a local time that occurs twice or never is still of the period before */
		int32_t before = states[list[middle - 1].state].offset, after = states[list[middle].state].offset;
		int64_t from = list[middle].from + (local ? (before > after ? before : after) : 0);
		if (seconds >= from)
			low = middle;
		else
			high = middle;
	}
	return &list[low];
}

static const struct evl_zone_state *look_up(int zone, int64_t ms, bool local)
{
	int64_t seconds = floor_seconds(ms);
	const struct rule *rule = zones[zone].count > 1 ? rule_of(zone) : NULL;
	if (rule != NULL) {
		struct evl_moment moment;
		/* A year's changes are far from its ends, so that UTC's year will do. */
		evl_moment_of(ms, &moment);
		if (moment.year >= rule->since) {
			const struct evl_zone_state *first = &states[rule->changes[0].state], *second = &states[rule->changes[1].state];
			int64_t a = change_time(&rule->changes[0], moment.year), b = change_time(&rule->changes[1], moment.year);
			if (local) {
				/* as above: skipped and repeated times are of the offset before */
				a += first->offset > second->offset ? first->offset - second->offset : 0;
				b += second->offset > first->offset ? second->offset - first->offset : 0;
			} else {
				a -= second->offset;
				b -= first->offset;
			}
			return seconds >= a && seconds < b ? first : second;
		}
	}
	return &states[period_at(zone, seconds, local)->state];
}

const struct evl_zone_state *evl_zone_at(int zone, int64_t ms) { return look_up(zone, ms, false); }

const struct evl_zone_state *evl_zone_at_local(int zone, int64_t ms) { return look_up(zone, ms, true); }

/* The same date in a year of 2008 to 2037 that begins on the same weekday and is as long. */
static int64_t equivalent_time(int64_t ms)
{
	struct evl_moment moment;
	evl_moment_of(ms, &moment);
	int64_t weekday = ((evl_day_number(moment.year, 0, 1) + 4) % 7 + 7) % 7;
	bool leap = evl_days_in_month(moment.year, 1) == 29;
	int64_t year = 2008 + ((leap ? 1956 : 1967) + (weekday * 12) % 28 + 3 * 28 - 2008) % 28;
	int64_t within = ms % EVL_MS_PER_DAY;
	return evl_day_number(year, moment.month, moment.day) * EVL_MS_PER_DAY + (within < 0 ? within + EVL_MS_PER_DAY : within);
}

const char *evl_zone_date_name(int zone, int64_t ms)
{
	if (ms < 0 || ms > INT64_C(2147483647) * 1000)
		ms = equivalent_time(ms);
	return evl_zone_at(zone, ms)->saving ? zones[zone].summer : zones[zone].standard;
}
