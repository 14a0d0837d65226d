/*
 * snippet.h - short programs that tell a little story, made from a seed.
 *
 * A snippet is put together from blocks (a timer, a promise chain, an async function ...) that take their names and labels
 * from one story. The same level, topic, host and seed give the same text for ever: the id of a question holds no more.
 */
#ifndef EVL_DRILL_SNIPPET_H
#define EVL_DRILL_SNIPPET_H

#include <stdbool.h>

#include "base/buffer.h"
#include "drill/proof.h"
#include "drill/random.h"

enum { EVL_DRILL_LEVELS = 6 };

enum evl_topic {
	EVL_TOPIC_ANY,
#define EVL_TOPIC(id, name, level, host, summary) EVL_TOPIC_##id,
#include "drill/topics.def"
#undef EVL_TOPIC
	EVL_TOPIC_COUNT
};

/* "await"; "any" for EVL_TOPIC_ANY. */
const char *evl_topic_name(enum evl_topic topic);
const char *evl_topic_summary(enum evl_topic topic);
/* The topic of this name; EVL_TOPIC_COUNT: there is none. */
enum evl_topic evl_topic_find(const char *name);
/* The easiest level that has it. */
uint32_t evl_topic_level(enum evl_topic topic);
/* Does the host have what the topic is about? */
bool evl_topic_fits(enum evl_topic topic, enum evl_drill_host host);

/* Write a candidate to `text`; *title is what the story is called, static. Nothing says yet that it is a good one. */
void evl_snippet_write(struct evl_random *random, uint32_t level, enum evl_topic topic, enum evl_drill_host host, struct evl_buffer *text,
		       const char **title);

#endif
