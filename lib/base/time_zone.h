/* SPDX-License-Identifier: MIT */
/*
 * time_zone.h - local time: UTC and the common zones of the IANA database, with their English names.
 *
 * A zone is a small number, EVL_ZONE_UTC or what evl_zone_find gave. The rules are a table that
 * tests/tables/time_zone_table.mjs makes from ICU.
 */
#ifndef EVL_BASE_TIME_ZONE_H
#define EVL_BASE_TIME_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EVL_ZONE_UTC = 0, EVL_ZONE_NONE = -1 };

/* What holds at a moment. */
struct evl_zone_state {
	int32_t offset;         /* seconds east of UTC */
	bool saving;            /* summer time; told from 1970 on only */
	const char *short_name; /* "EDT"; NULL: English writes it as an offset */
	const char *long_name;  /* "Eastern Daylight Time"; NULL: as above */
};

/* The zone of this name ("Europe/Berlin", "UTC", "gmt": letters in any case); EVL_ZONE_NONE when there is none. */
int evl_zone_find(const char *name, size_t length);

/* The name that ICU gives back for the zone; static. */
const char *evl_zone_name(int zone);

/* What holds at `ms` since 1970, UTC. Borrowed, static. */
const struct evl_zone_state *evl_zone_at(int zone, int64_t ms);

/*
 * The same for a local time (`ms` as if it were UTC). A time that occurs twice is the earlier one; one that a clock
 * skips is read with the offset from before (sec-getutcepochnanoseconds).
 */
const struct evl_zone_state *evl_zone_at_local(int zone, int64_t ms);

/* The zone's name in the texts of Date ("Coordinated Universal Time") at `ms` since 1970. V8 decides on summer time in an equivalent year when the time is before 1970 or after 2037. Static. */
const char *evl_zone_date_name(int zone, int64_t ms);

#endif
