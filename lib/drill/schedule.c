/* SPDX-License-Identifier: MIT */
/*
 * schedule.c - the formulas of FSRS-6, with its default weights.
 *
 * D is difficulty, S stability, R retrievability, g the rating. Where stability and difficulty change together, the
 * stability is computed from the old difficulty.
 */
#include "drill/schedule.h"

#include "base/fdlibm.h"
#include "drill/random.h"

static const double w[21] = {
	0.212,	1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001,	1.8722, 0.1666, 0.796,
	1.4835, 0.0614,		0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
};
static const double least_stability = 0.001;

enum { DAY = 86400, ROLLOVER = 4 * 3600 };

static const int32_t learning_steps[] = { 60, 600 };
static const int32_t relearning_steps[] = { 600 };

const struct evl_schedule evl_schedule_default = {
	.retention = 0.9,
	.max_interval = 36500,
	.learning = learning_steps,
	.learning_count = 2,
	.relearning = relearning_steps,
	.relearning_count = 1,
	.fuzz = true,
};

static double clamp(double x, double low, double high)
{
	return x < low ? low : x > high ? high : x;
}

static double floor_stability(double s)
{
	return s < least_stability ? least_stability : s;
}

/* ---------------------------------------------------------------- memory */

static double decay(void)
{
	return -w[20];
}

static double factor(void)
{
	return evl_math_pow(0.9, 1 / decay()) - 1;
}

double evl_card_retrievability(const struct evl_card *card, double days)
{
	if (card->stability <= 0)
		return 0;
	return evl_math_pow(1 + factor() * (days > 0 ? days : 0) / card->stability, decay());
}

static double first_difficulty(int g)
{
	return w[4] - evl_math_exp(w[5] * (g - 1)) + 1;
}

static double next_difficulty(double d, int g)
{
	double moved = d + (10 - d) * (-w[6] * (g - 3)) / 9;
	return clamp(w[7] * first_difficulty(EVL_RATING_EASY) + (1 - w[7]) * moved, 1, 10);
}

static double after_success(double d, double s, double r, int g)
{
	double grows = evl_math_exp(w[8]) * (11 - d) * evl_math_pow(s, -w[9]) * (evl_math_exp((1 - r) * w[10]) - 1);
	return s * (1 + grows * (g == EVL_RATING_HARD ? w[15] : 1) * (g == EVL_RATING_EASY ? w[16] : 1));
}

static double after_lapse(double d, double s, double r)
{
	double falls = w[11] * evl_math_pow(d, -w[12]) * (evl_math_pow(s + 1, w[13]) - 1) * evl_math_exp((1 - r) * w[14]);
	double most = s / evl_math_exp(w[17] * w[18]);
	return falls < most ? falls : most;
}

static double same_day(double s, int g)
{
	double k = evl_math_exp(w[17] * (g - 3 + w[18])) * evl_math_pow(s, -w[19]);
	return s * (g >= EVL_RATING_GOOD && k < 1 ? 1 : k);
}

static void remember(struct evl_card *card, int g, int64_t days)
{
	if (card->stability <= 0) {
		card->stability = w[g - 1];
		card->difficulty = clamp(first_difficulty(g), 1, 10);
		return;
	}
	double d = card->difficulty, s = card->stability;
	if (days < 1) {
		s = same_day(s, g);
	} else {
		double r = evl_card_retrievability(card, (double)days);
		s = g == EVL_RATING_AGAIN ? after_lapse(d, s, r) : after_success(d, s, r, g);
	}
	card->stability = floor_stability(s);
	card->difficulty = next_difficulty(d, g);
}

/* ------------------------------------------------------------------ time */

static int64_t day_of(const struct evl_schedule *schedule, int64_t time)
{
	int64_t local = time + schedule->zone_offset - ROLLOVER;
	return local >= 0 ? local / DAY : -((DAY - 1 - local) / DAY);
}

int64_t evl_schedule_days(const struct evl_schedule *schedule, int64_t from, int64_t to)
{
	int64_t days = day_of(schedule, to) - day_of(schedule, from);
	return days > 0 ? days : 0;
}

static int32_t whole_days(const struct evl_schedule *schedule, double days)
{
	double most = schedule->max_interval;
	double rounded = days + 0.5;
	return rounded >= most ? schedule->max_interval : rounded < 1 ? 1 : (int32_t)rounded;
}

/* The interval in days that the stability gives, without fuzz. */
static int32_t schedule_interval(const struct evl_schedule *schedule, double stability)
{
	return whole_days(schedule, stability / factor() * (evl_math_pow(schedule->retention, 1 / decay()) - 1));
}

/* Spread the interval, so that cards learned together do not stay together. */
static int32_t fuzzed(const struct evl_schedule *schedule, int32_t interval, uint64_t seed)
{
	static const struct { double from, to, share; } ranges[] = { { 2.5, 7, 0.15 }, { 7, 20, 0.1 }, { 20, 1e9, 0.05 } };
	if (interval < 3)
		return interval;
	double delta = 1;
	for (int i = 0; i < 3; i++) {
		double reach = (interval < ranges[i].to ? interval : ranges[i].to) - ranges[i].from;
		delta += ranges[i].share * (reach > 0 ? reach : 0);
	}
	int32_t low = whole_days(schedule, interval - delta), high = whole_days(schedule, interval + delta);
	if (low < 2)
		low = 2;
	struct evl_random random = { seed };
	return low + (int32_t)evl_random_below(&random, (uint32_t)(high - low + 1));
}

/* ----------------------------------------------------------------- review */

static void wait_days(const struct evl_schedule *schedule, struct evl_card *card, int64_t now, uint64_t seed)
{
	int32_t days = schedule_interval(schedule, card->stability);
	card->state = EVL_CARD_REVIEW;
	card->step = 0;
	card->due = now + (int64_t)DAY * (schedule->fuzz ? fuzzed(schedule, days, seed) : days);
}

static void wait_step(struct evl_card *card, enum evl_card_state state, uint32_t step, int64_t now, int64_t seconds)
{
	card->state = (uint8_t)state;
	card->step = (uint8_t)step;
	card->due = now + seconds;
}

/* The steps of learning, or of learning again. */
static void go_through(const struct evl_schedule *schedule, struct evl_card *card, int g, int64_t now, uint64_t seed)
{
	bool again = card->state == EVL_CARD_RELEARNING;
	enum evl_card_state state = again ? EVL_CARD_RELEARNING : EVL_CARD_LEARNING;
	const int32_t *steps = again ? schedule->relearning : schedule->learning;
	uint32_t count = again ? schedule->relearning_count : schedule->learning_count;
	if (count == 0 || g == EVL_RATING_EASY || (card->step >= count && g != EVL_RATING_AGAIN)) {
		wait_days(schedule, card, now, seed);
	} else if (g == EVL_RATING_AGAIN) {
		wait_step(card, state, 0, now, steps[0]);
	} else if (g == EVL_RATING_HARD) {
		int64_t seconds = steps[card->step];
		if (card->step == 0)
			seconds = count == 1 ? seconds * 3 / 2 : ((int64_t)steps[0] + steps[1]) / 2;
		wait_step(card, state, card->step, now, seconds);
	} else if (card->step + 1u >= count) {
		wait_days(schedule, card, now, seed);
	} else {
		wait_step(card, state, card->step + 1u, now, steps[card->step + 1u]);
	}
}

void evl_card_review(const struct evl_schedule *schedule, struct evl_card *card, enum evl_rating rating, int64_t now, uint64_t seed)
{
	int g = (int)rating;
	remember(card, g, card->stability > 0 ? evl_schedule_days(schedule, card->last, now) : 0);
	if (card->state == EVL_CARD_NEW) {
		card->state = EVL_CARD_LEARNING;
		card->step = 0;
	}
	if (card->state != EVL_CARD_REVIEW)
		go_through(schedule, card, g, now, seed);
	else if (g == EVL_RATING_AGAIN && schedule->relearning_count > 0)
		wait_step(card, EVL_CARD_RELEARNING, 0, now, schedule->relearning[0]);
	else
		wait_days(schedule, card, now, seed);
	card->last = now;
}
