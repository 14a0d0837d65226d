/*
 * random.h - repeatable random numbers from a seed (splitmix64), for questions and fuzz.
 */
#ifndef EVL_DRILL_RANDOM_H
#define EVL_DRILL_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct evl_random {
	uint64_t state;
};

/* The next 64 random bits. */
static inline uint64_t evl_random_next(struct evl_random *random)
{
	uint64_t z = random->state += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

/* A number below `limit` (> 0). */
static inline uint32_t evl_random_below(struct evl_random *random, uint32_t limit)
{
	return (uint32_t)((evl_random_next(random) >> 32) * limit >> 32);
}

/* True in so many cases of a hundred. */
static inline bool evl_random_chance(struct evl_random *random, uint32_t percent)
{
	return evl_random_below(random, 100) < percent;
}

/* From 0 to below 1. */
static inline double evl_random_unit(struct evl_random *random)
{
	return (double)(evl_random_next(random) >> 11) * 0x1p-53;
}

#endif
