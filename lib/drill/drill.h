/*
 * drill.h - what makes questions: the run it tries snippets in, and the memory of the present question.
 */
#ifndef EVL_DRILL_DRILL_H
#define EVL_DRILL_DRILL_H

#include "base/arena.h"
#include "base/buffer.h"
#include "drill/proof.h"
#include "drill/random.h"
#include "drill/snippet.h"
#include <evloop/drill.h>
#include "run/run.h"

struct evloop_drill {
	struct evl_run run;
	struct evl_arena arena;     /* this struct, then the question */
	unsigned char *arena_begin; /* where the question begins */
	struct evl_buffer text; /* the candidate */
	struct evl_proof proof;
	struct evloop_drill_question question;
};

/* A text in the question's memory, printf-like. */
const char *evl_drill_text(struct evloop_drill *drill, const char *format, ...)
#if defined(__GNUC__)
	__attribute__((format(printf, 2, 3)))
#endif
	;

/*
 * Make drill->question of the proven snippet in drill->text (drill->proof) in the given kind. ANY_KIND: one that suits.
 * False: the snippet does not suit this kind.
 */
bool evl_question_fill(struct evloop_drill *drill, enum evloop_drill_kind kind, enum evl_drill_host host, struct evl_random *random);

/* Write a snippet with one mistake and fill drill->question: which line is it? False: try another seed. */
bool evl_bug_fill(struct evloop_drill *drill, enum evl_drill_host host, struct evl_random *random);

/* Put the options in an order of the seed; option 0 is the right one before. */
void evl_question_shuffle_options(struct evloop_drill_question *question, struct evl_random *random);

/* Count the rule among those that the answer shows knowledge of. */
void evl_question_add_rule(struct evloop_drill_question *question, size_t rule);

/* One snippet of the built-in deck. */
struct evl_deck_card {
	const char *name, *title;
	uint8_t host; /* enum evl_drill_host */
	uint8_t level;
	const char *code;
};
extern const struct evl_deck_card evl_deck[];
extern const size_t evl_deck_count;

#endif
