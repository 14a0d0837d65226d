/* SPDX-License-Identifier: MIT */
#include "drill/schedule.h"

#include <criterion/criterion.h>
#include <math.h>

enum { DAY = 86400 };

static const struct evl_schedule plain = { .retention = 0.9, .max_interval = 36500 };

/* Review a card again and again on the day it is due: the vector of the algorithm's reference, steps and fuzz off. */
Test(drill_schedule, reviews_follow_the_reference_to_four_digits)
{
	static const struct { enum evl_rating rating; double stability, difficulty; int days; } rows[] = {
		{ EVL_RATING_GOOD, 2.3065, 2.1181, 2 }, { EVL_RATING_GOOD, 10.9643, 0, 11 }, { EVL_RATING_GOOD, 46.2802, 0, 46 },
		{ EVL_RATING_AGAIN, 2.9326, 7.3900, 3 }, { EVL_RATING_GOOD, 7.7782, 0, 8 }, { EVL_RATING_EASY, 28.3865, 0, 28 },
	};
	struct evl_card card = { 0 };
	int64_t now = INT64_C(1700000000);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		evl_card_review(&plain, &card, rows[i].rating, now, 1);
		cr_expect(fabs(card.stability - rows[i].stability) < 0.00005, "review %zu: stability %.5f", i, card.stability);
		if (rows[i].difficulty != 0)
			cr_expect(fabs(card.difficulty - rows[i].difficulty) < 0.00005, "review %zu: difficulty %.5f", i, card.difficulty);
		cr_expect_eq(card.due - now, (int64_t)rows[i].days * DAY, "review %zu", i);
		now = card.due;
	}
}

Test(drill_schedule, learning_goes_by_minutes_then_days)
{
	struct evl_schedule schedule = evl_schedule_default;
	struct evl_card card = { 0 };
	schedule.fuzz = false;
	evl_card_review(&schedule, &card, EVL_RATING_GOOD, 1000000, 1);
	cr_expect_eq(card.state, EVL_CARD_LEARNING);
	cr_expect_eq(card.due, 1000000 + 600);
	evl_card_review(&schedule, &card, EVL_RATING_AGAIN, card.due, 1);
	cr_expect_eq(card.due - card.last, 60);
	evl_card_review(&schedule, &card, EVL_RATING_GOOD, card.due, 1);
	evl_card_review(&schedule, &card, EVL_RATING_GOOD, card.due, 1);
	cr_expect_eq(card.state, EVL_CARD_REVIEW);
	evl_card_review(&schedule, &card, EVL_RATING_AGAIN, card.due, 1);
	cr_expect_eq(card.state, EVL_CARD_RELEARNING);
	cr_expect_eq(card.due - card.last, 600);
}

Test(drill_schedule, fuzz_is_decided_by_the_seed_and_stays_near)
{
	bool differ = false;
	for (uint64_t seed = 1; seed <= 200; seed++) {
		struct evl_schedule schedule = evl_schedule_default;
		struct evl_card a = { EVL_CARD_REVIEW, 0, 20, 5, 0, 20 * DAY }, b = a;
		evl_card_review(&schedule, &a, EVL_RATING_GOOD, 20 * DAY, seed);
		evl_card_review(&schedule, &b, EVL_RATING_GOOD, 20 * DAY, seed);
		cr_expect_eq(a.due, b.due);
		schedule.fuzz = false;
		struct evl_card c = { EVL_CARD_REVIEW, 0, 20, 5, 0, 20 * DAY };
		evl_card_review(&schedule, &c, EVL_RATING_GOOD, 20 * DAY, seed);
		cr_expect(fabs((double)(a.due - c.due)) < 0.12 * (double)(c.due - c.last));
		differ = differ || a.due != c.due;
	}
	cr_expect(differ);
}

Test(drill_schedule, days_begin_at_four_in_the_morning)
{
	struct evl_schedule schedule = { .retention = 0.9, .max_interval = 36500, .zone_offset = 3600 };
	cr_expect_eq(evl_schedule_days(&schedule, 3 * 3600 - 1, 3 * 3600), 1); /* 03:59:59 and 04:00 there */
	cr_expect_eq(evl_schedule_days(&schedule, 3 * 3600, 3 * 3600 + DAY - 1), 0);
	cr_expect_eq(evl_schedule_days(&schedule, DAY, 0), 0);
}
