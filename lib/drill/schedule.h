/*
 * schedule.h - when a rule comes up again: FSRS-6.
 *
 * A card is what is remembered of one rule. Reviewing it is a pure function of the card, the rating and the time that
 * the caller gives; nothing here reads a clock. Times are seconds since 1970 (UTC), intervals whole days.
 */
#ifndef EVL_DRILL_SCHEDULE_H
#define EVL_DRILL_SCHEDULE_H

#include <stdbool.h>
#include <stdint.h>

enum evl_rating { EVL_RATING_AGAIN = 1, EVL_RATING_HARD, EVL_RATING_GOOD, EVL_RATING_EASY };

enum evl_card_state { EVL_CARD_NEW, EVL_CARD_LEARNING, EVL_CARD_REVIEW, EVL_CARD_RELEARNING };

struct evl_card {
	uint8_t state;     /* enum evl_card_state */
	uint8_t step;      /* of learning or relearning */
	double stability;  /* days until the probability of recall is 0.9; 0: never reviewed */
	double difficulty; /* 1 to 10 */
	int64_t last;      /* of the last review */
	int64_t due;
};

struct evl_schedule {
	double retention;       /* wanted probability of recall when a card is due */
	int32_t max_interval;   /* days */
	const int32_t *learning; /* seconds between the first reviews */
	uint32_t learning_count;
	const int32_t *relearning;
	uint32_t relearning_count;
	bool fuzz;              /* spread intervals, by the seed given with the review */
	int32_t zone_offset;    /* seconds east of Greenwich: days begin at 04:00 there */
};

/* Retention 0.9; learning after 1 and 10 minutes, relearning after 10; fuzz on. */
extern const struct evl_schedule evl_schedule_default;

/* How likely the card is remembered `days` after its last review. 0 for a new one. */
double evl_card_retrievability(const struct evl_card *card, double days);

/* Whole days between two times, counted from 04:00 of the schedule's zone. */
int64_t evl_schedule_days(const struct evl_schedule *schedule, int64_t from, int64_t to);

/* Review the card. `seed` decides the fuzz: the same seed, the same interval. */
void evl_card_review(const struct evl_schedule *schedule, struct evl_card *card, enum evl_rating rating, int64_t now, uint64_t seed);

#endif
