/* SPDX-License-Identifier: MIT */
/*
 * clock.c - reading the virtual clock, and what makes it move while script runs.
 */
#include "builtins/clock.h"

#include <stdbool.h>

#include "value/realm.h"

enum {
	PATIENCE = 16,           /* reads at one place, with nothing in between, before they count as waiting */
	LONG_PATIENCE = 10000,   /* reads anywhere in one piece of work: waits that do print or call about */
	STEP_MICROSECONDS = 1000,
	FRESH = 4,               /* reads at one place that each take time of their own (evl_clock_shift) */
};

/* Another year, month, day, weekday, hour, minute and second. */
static const int64_t OTHER_DAY_MS = INT64_C(1000) * (((400 * 24 + 13) * 60 + 17) * 60 + 29);

static bool same_place(evl_span a, evl_span b)
{
	return a.source == b.source && a.start == b.start && a.end == b.end;
}

/* Move the clock one step; the wait's event is extended while nothing else was logged. */
static void move(struct evl_realm *realm, evl_span place)
{
	struct evl_clock_watch *watch = &realm->clock_watch;
	int64_t before = realm->now;
	realm->now += STEP_MICROSECONDS;
	if (watch->event != EVL_NO_EVENT && watch->event + 1 == realm->trace->count) {
		struct evl_event *event = &realm->trace->events[watch->event];
		event->time = realm->now;
		event->value += STEP_MICROSECONDS;
		return;
	}
	struct evl_event event = {
		.kind = EVL_EVENT_CLOCK, .cause = realm->current, .other = EVL_NO_EVENT, .time = realm->now,
		.value = realm->now - before, .span = place,
	};
	watch->event = evl_trace_append(realm->trace, &event, NULL, 0);
	watch->trace_count = realm->trace->count;
}

int64_t evl_clock_shift(struct evl_realm *realm)
{
	realm->clock_seen = true;
	realm->clock_shift += realm->clock_pace;
	return realm->clock_shift;
}

int64_t evl_clock_read(struct evl_realm *realm)
{
	struct evl_clock_watch *watch = &realm->clock_watch;
	evl_span place = realm->hooks.site(realm);
	if (watch->work != realm->current || realm->clock_reads == 0)
		*watch = (struct evl_clock_watch){ .work = realm->current, .event = EVL_NO_EVENT };
	if (watch->here == 0 || !same_place(place, watch->place) || watch->trace_count != realm->trace->count) {
		watch->here = 0;
		watch->place = place;
		watch->trace_count = realm->trace->count;
	}
	if (realm->clock_reads == 0 && realm->hooks.reading != NULL)
		realm->hooks.reading(realm);
	watch->here++;
	realm->clock_reads++;
	if (watch->here > PATIENCE || realm->clock_reads > LONG_PATIENCE)
		move(realm, place);
	return realm->now + (watch->here <= FRESH ? evl_clock_shift(realm) : realm->clock_shift);
}

/* When the run began, milliseconds since 1970. */
static int64_t start_ms(const struct evl_realm *realm)
{
	int64_t start = realm->clock_known ? realm->clock_start : EVL_CLOCK_EPOCH_MS;
	return realm->clock_pace != 0 && !realm->clock_known ? start + OTHER_DAY_MS : start;
}

double evl_clock_read_ms(struct evl_realm *realm) { return (double)(start_ms(realm) + evl_clock_read(realm) / 1000); }

double evl_clock_start_ms(struct evl_realm *realm)
{
	evl_clock_read(realm);
	return (double)start_ms(realm);
}

void evl_clock_note(struct evl_realm *realm)
{
	static const char text[] = "the clock is virtual and starts at 2025-01-01T00:00:00.000Z: dates that come from it are approximate";
	if (realm->clock_noted || realm->clock_known)
		return;
	realm->clock_noted = true;
	struct evl_event event = {
		.kind = EVL_EVENT_NOTE, .cause = realm->current, .other = EVL_NO_EVENT, .time = realm->now, .span = realm->hooks.site(realm),
	};
	evl_trace_append(realm->trace, &event, text, sizeof text - 1);
}
