/* SPDX-License-Identifier: MIT */
/*
 * ask.c - making questions: from a wish, an id, the deck, or somebody's own text.
 *
 * The id of a generated question holds what it was made from, "LEVEL-TOPIC-HOST-SEED-KIND"; candidates are tried one after
 * another, each from the numbers of the id and the number of the attempt, until one is proven to have a single outcome.
 */
#include <stdio.h>
#include <string.h>

#include "drill/drill.h"
#include "samples/code.h"
#include "samples/directive.h"

enum {
	ATTEMPTS = 400,
	SEED_BITS = 30,
	RULE_ATTEMPTS = 40,
	LARGEST_SNIPPET = 8192,
};
static const size_t question_memory = (size_t)1 << 32;

struct recipe {
	uint32_t level;
	enum evl_topic topic;
	enum evl_drill_host host;
	enum evloop_drill_kind kind;
	uint32_t seed;
};

struct evloop_drill *evloop_drill_new(void)
{
	struct evl_arena arena;
	if (!evl_arena_init(&arena, question_memory))
		return NULL;
	struct evloop_drill *drill = evl_arena_zalloc(&arena, sizeof *drill);
	unsigned char *begin = arena.next;
	drill->arena = arena;
	drill->arena_begin = begin;
	evl_buffer_init(&drill->text);
	if (evl_run_init(&drill->run))
		return drill;
	evl_arena_release(&arena);
	return NULL;
}

void evloop_drill_free(struct evloop_drill *drill)
{
	if (drill == NULL)
		return;
	evl_run_release(&drill->run);
	evl_buffer_release(&drill->text);
	struct evl_arena arena = drill->arena;
	evl_arena_release(&arena);
}

size_t evloop_drill_rule_count(void)
{
	return EVL_RULE_COUNT;
}

const char *evloop_drill_rule_name(size_t rule)
{
	return rule < EVL_RULE_COUNT ? evl_rule_name((enum evl_rule)rule) : NULL;
}

const char *evloop_drill_rule_title(size_t rule)
{
	return rule < EVL_RULE_COUNT ? evl_rule_title((enum evl_rule)rule) : NULL;
}

const char *evloop_drill_rule_text(size_t rule)
{
	return rule < EVL_RULE_COUNT ? evl_rule_text((enum evl_rule)rule) : NULL;
}

size_t evloop_drill_rule_find(const char *name)
{
	return evl_rule_find(name);
}

const char *evloop_drill_topic_name(size_t index)
{
	return index < EVL_TOPIC_COUNT ? evl_topic_name((enum evl_topic)index) : NULL;
}

const char *evloop_drill_topic_summary(size_t index)
{
	return index < EVL_TOPIC_COUNT ? evl_topic_summary((enum evl_topic)index) : NULL;
}

/* --------------------------------------------------------------------- ids */

static void write_seed(uint32_t seed, char out[8])
{
	static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
	int at = 7;
	out[at] = '\0';
	do {
		out[--at] = digits[seed % 36];
		seed /= 36;
	} while (seed != 0);
	memmove(out, out + at, (size_t)(8 - at));
}

static bool read_seed(const char *text, size_t length, uint32_t *seed)
{
	uint64_t value = 0;
	for (size_t i = 0; i < length; i++) {
		char c = text[i];
		uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0') : c >= 'a' && c <= 'z' ? (uint32_t)(c - 'a') + 10 : 36;
		if (digit == 36 || (value = value * 36 + digit) >> SEED_BITS != 0)
			return false;
	}
	*seed = (uint32_t)value;
	return length > 0;
}

static enum evloop_drill_kind find_kind(const char *name)
{
	for (int i = EVLOOP_DRILL_ORDER; i <= EVLOOP_DRILL_BUG; i++)
		if (strcmp(evloop_drill_kind_name((enum evloop_drill_kind)i), name) == 0)
			return (enum evloop_drill_kind)i;
	return EVLOOP_DRILL_ANY_KIND;
}

static bool find_host(const char *name, enum evl_drill_host *host)
{
	if (strcmp(name, "node-cjs") == 0)
		name = "node";
	for (int i = 0; i < EVL_DRILL_HOSTS; i++) {
		if (strcmp(evl_drill_host_name((enum evl_drill_host)i), name) == 0) {
			*host = (enum evl_drill_host)i;
			return true;
		}
	}
	return false;
}

/* "3-return-promise-node-esm-k7f2p-order" */
static bool read_id(const char *id, struct recipe *recipe)
{
	char text[96];
	size_t length = strlen(id);
	if (length >= sizeof text || length < 8 || id[0] < '1' || id[0] > '0' + EVL_DRILL_LEVELS || id[1] != '-')
		return false;
	memcpy(text, id, length + 1);
	recipe->level = (uint32_t)(id[0] - '0');
	char *kind = strrchr(text, '-');
	*kind = '\0';
	recipe->kind = find_kind(kind + 1);
	char *seed = strrchr(text, '-');
	if (recipe->kind == EVLOOP_DRILL_ANY_KIND || seed == NULL || seed < text + 3)
		return false;
	*seed = '\0';
	if (!read_seed(seed + 1, strlen(seed + 1), &recipe->seed))
		return false;
	for (char *dash = strchr(text + 2, '-'); dash != NULL; dash = strchr(dash + 1, '-')) {
		if (!find_host(dash + 1, &recipe->host))
			continue;
		*dash = '\0';
		recipe->topic = evl_topic_find(text + 2);
		return recipe->topic != EVL_TOPIC_COUNT && evl_topic_fits(recipe->topic, recipe->host) && evl_topic_level(recipe->topic) <= recipe->level;
	}
	return false;
}

/* --------------------------------------------------------------- generated */

static void forget(struct evloop_drill *drill)
{
	drill->arena.next = drill->arena_begin;
}

static bool attempt(struct evloop_drill *drill, const struct recipe *r, struct evl_random *random)
{
	if (r->kind == EVLOOP_DRILL_BUG)
		return evl_bug_fill(drill, r->host, random);
	evl_buffer_reset(&drill->text);
	evl_snippet_write(random, r->level, r->topic, r->host, &drill->text, &drill->question.title);
	if (drill->text.failed || !evl_prove(&drill->run, drill->text.bytes, drill->text.length, r->host, EVL_PROOF_MARGIN, &drill->arena, &drill->proof))
		return false;
	return drill->proof.line_count <= 12 && evl_question_fill(drill, r->kind, r->host, random);
}

static const struct evloop_drill_question *make(struct evloop_drill *drill, const struct recipe *r)
{
	for (uint32_t i = 0; i < ATTEMPTS; i++) {
		struct evl_random random = { (uint64_t)r->seed << 32 ^ (uint64_t)i << 16 ^ (uint64_t)r->level << 12 ^ (uint64_t)r->topic << 6 ^
					     (uint64_t)r->host << 3 ^ (uint64_t)r->kind };
		struct evloop_drill_question *q = &drill->question;
		forget(drill);
		q->level = (int)r->level;
		q->topic = evl_topic_name(r->topic);
		if (!attempt(drill, r, &random))
			continue;
		char seed[8];
		write_seed(r->seed, seed);
		q->level = (int)r->level;
		q->topic = evl_topic_name(r->topic);
		q->id = evl_drill_text(drill, "%u-%s-%s-%s-%s", r->level, q->topic, q->host, seed, evloop_drill_kind_name(r->kind));
		return q;
	}
	return NULL;
}

const struct evloop_drill_question *evloop_drill_replay(struct evloop_drill *drill, const char *id)
{
	struct recipe recipe = { 0 };
	if (read_id(id, &recipe))
		return make(drill, &recipe);
	for (size_t i = 0; i < evl_deck_count; i++) {
		char prefix[64];
		int length = snprintf(prefix, sizeof prefix, "deck-%s-", evl_deck[i].name);
		if (strncmp(id, prefix, (size_t)length) == 0 && find_kind(id + length) != EVLOOP_DRILL_ANY_KIND)
			return evloop_drill_deck(drill, i, find_kind(id + length), 0);
	}
	return NULL;
}

static enum evl_drill_host likely_host(enum evl_topic topic, struct evl_random *random)
{
	static const uint8_t hosts[] = { EVL_DRILL_NODE, EVL_DRILL_NODE, EVL_DRILL_NODE, EVL_DRILL_BROWSER, EVL_DRILL_NODE_ESM };
	for (;;) {
		enum evl_drill_host host = (enum evl_drill_host)hosts[evl_random_below(random, sizeof hosts)];
		if (evl_topic_fits(topic, host))
			return host;
	}
}

/* Where the rule comes up most. */
static enum evl_topic topic_of(size_t rule)
{
	static const struct {
		uint8_t rule, topic;
	} topics[] = {
		{ EVL_RULE_CALLBACK_SYNC, EVL_TOPIC_CALLBACKS }, { EVL_RULE_FOREACH_NO_WAIT, EVL_TOPIC_CALLBACKS }, { EVL_RULE_LISTENER_SYNC, EVL_TOPIC_CALLBACKS },
		{ EVL_RULE_TICK_IS_ASYNC, EVL_TOPIC_NEXTTICK }, { EVL_RULE_TICK_BEFORE_PROMISE, EVL_TOPIC_NEXTTICK },
		{ EVL_RULE_TICK_AFTER_MICROTASKS, EVL_TOPIC_NEXTTICK }, { EVL_RULE_MODULE_MICROTASKS, EVL_TOPIC_NEXTTICK }, { EVL_RULE_TICK_FIFO, EVL_TOPIC_NEXTTICK },
		{ EVL_RULE_MICROTASK_BEFORE_IMMEDIATE, EVL_TOPIC_IMMEDIATE }, { EVL_RULE_IMMEDIATE_IS_TASK, EVL_TOPIC_IMMEDIATE },
		{ EVL_RULE_IMMEDIATE_FIFO, EVL_TOPIC_IMMEDIATE }, { EVL_RULE_IMMEDIATE_BEFORE_TIMER, EVL_TOPIC_IMMEDIATE },
		{ EVL_RULE_MICROTASK_BEFORE_FRAME, EVL_TOPIC_FRAMES }, { EVL_RULE_FRAME_IS_TASK, EVL_TOPIC_FRAMES }, { EVL_RULE_FRAME_FIFO, EVL_TOPIC_FRAMES },
		{ EVL_RULE_MICROTASK_BEFORE_TASK, EVL_TOPIC_MESSAGES }, { EVL_RULE_TASK_IS_LATER, EVL_TOPIC_MESSAGES },
		{ EVL_RULE_RETURN_PROMISE_TICKS, EVL_TOPIC_RETURN_PROMISE }, { EVL_RULE_THENABLE_JOB, EVL_TOPIC_THENABLES },
		{ EVL_RULE_COMBINATOR_TICK, EVL_TOPIC_COMBINATORS }, { EVL_RULE_ASYNC_GENERATOR, EVL_TOPIC_GENERATORS }, { EVL_RULE_FOR_AWAIT, EVL_TOPIC_GENERATORS },
		{ EVL_RULE_PASS_THROUGH, EVL_TOPIC_ERRORS }, { EVL_RULE_FINALLY_TICKS, EVL_TOPIC_ERRORS }, { EVL_RULE_REJECTION_TO_CATCH, EVL_TOPIC_ERRORS },
		{ EVL_RULE_ASYNC_THROW, EVL_TOPIC_ERRORS }, { EVL_RULE_REJECTION_REPORTED, EVL_TOPIC_UNHANDLED }, { EVL_RULE_CLEARED_TIMER, EVL_TOPIC_TIMERS },
		{ EVL_RULE_TIMER_DUE, EVL_TOPIC_TIMERS }, { EVL_RULE_TIMER_ORDER, EVL_TOPIC_TIMERS }, { EVL_RULE_INTERVAL_ROUNDS, EVL_TOPIC_TIMERS },
		{ EVL_RULE_TASK_ASKED_LATER, EVL_TOPIC_TIMERS },
	};
	for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++)
		if (topics[i].rule == rule)
			return (enum evl_topic)topics[i].topic;
	return EVL_TOPIC_ANY;
}

static bool suits_host(enum evl_topic topic, const char *name)
{
	enum evl_drill_host host;
	return name == NULL || (find_host(name, &host) && evl_topic_fits(topic, host));
}

/* Fill what the wish leaves open. False: it contradicts itself. */
static bool settle_wish(const struct evloop_drill_wish *wish, struct evl_random *random, struct recipe *r)
{
	static const uint8_t kinds[] = { EVLOOP_DRILL_ORDER, EVLOOP_DRILL_ORDER, EVLOOP_DRILL_ORDER, EVLOOP_DRILL_TYPE,
					 EVLOOP_DRILL_CHOICE, EVLOOP_DRILL_CHOICE, EVLOOP_DRILL_QUEUE, EVLOOP_DRILL_HOSTS, EVLOOP_DRILL_BUG };
	r->topic = wish->topic != NULL ? evl_topic_find(wish->topic) : topic_of(wish->rule);
	if (wish->topic == NULL && ((wish->level != 0 && (uint32_t)wish->level < evl_topic_level(r->topic)) || !suits_host(r->topic, wish->host)))
		r->topic = EVL_TOPIC_ANY;
	if (r->topic == EVL_TOPIC_COUNT || wish->level < 0 || wish->level > EVL_DRILL_LEVELS)
		return false;
	uint32_t least = evl_topic_level(r->topic);
	r->level = wish->level != 0 ? (uint32_t)wish->level : least + evl_random_below(random, EVL_DRILL_LEVELS + 1 - least);
	if (r->level < least)
		r->level = least;
	if (wish->host == NULL)
		r->host = likely_host(r->topic, random);
	else if (!find_host(wish->host, &r->host) || !evl_topic_fits(r->topic, r->host))
		return false;
	r->kind = wish->kind;
	if (wish->rule == EVL_RULE_MISSING_AWAIT || wish->rule == EVL_RULE_FLOATING_REJECTION || wish->rule == EVL_RULE_MISSING_RETURN ||
	    wish->rule == EVL_RULE_NEVER_SETTLED)
		r->kind = r->kind == EVLOOP_DRILL_ANY_KIND ? EVLOOP_DRILL_BUG : r->kind;
	if (wish->rule == EVL_RULE_HOSTS_DIFFER && r->kind == EVLOOP_DRILL_ANY_KIND)
		r->kind = EVLOOP_DRILL_HOSTS;
	while (r->kind == EVLOOP_DRILL_ANY_KIND) {
		r->kind = (enum evloop_drill_kind)kinds[evl_random_below(random, sizeof kinds)];
		if (r->kind == EVLOOP_DRILL_BUG && (r->level < 2 || r->topic != EVL_TOPIC_ANY))
			r->kind = EVLOOP_DRILL_ANY_KIND;
	}
	r->seed = (uint32_t)(evl_random_next(random) >> (64 - SEED_BITS));
	return true;
}

static bool is_about(const struct evloop_drill_question *q, size_t rule)
{
	for (size_t i = 0; i < q->rule_count; i++)
		if (q->rules[i] == rule)
			return true;
	return false;
}

const struct evloop_drill_question *evloop_drill_ask(struct evloop_drill *drill, const struct evloop_drill_wish *wish)
{
	struct evl_random random = { wish->seed };
	struct recipe recipe, last = { 0 };
	bool wants_rule = wish->rule < EVL_RULE_COUNT;
	for (int i = 0; i < (wants_rule ? RULE_ATTEMPTS : 8); i++) {
		if (!settle_wish(wish, &random, &recipe))
			return NULL;
		const struct evloop_drill_question *q = make(drill, &recipe);
		if (q == NULL)
			continue;
		if (!wants_rule || is_about(q, wish->rule))
			return q;
		last = recipe;
	}
	return last.level != 0 ? make(drill, &last) : NULL;
}

/* ------------------------------------------------------- given snippets */

/* Does all of it run at once? */
static bool is_synchronous(const struct evl_proof *proof)
{
	for (uint32_t i = 0; i < proof->line_count; i++)
		if (strncmp(proof->lines[i].kind, "sync", 4) != 0)
			return false;
	return true;
}

/* `waits`: only if something in it waits. */
static const struct evloop_drill_question *given(struct evloop_drill *drill, const char *code, size_t length, enum evl_drill_host host,
						 enum evloop_drill_kind kind, const char *title, int level, bool waits, struct evl_random *random)
{
	for (int i = 0; i < 12; i++) {
		forget(drill);
		evl_buffer_reset(&drill->text);
		evl_buffer_append(&drill->text, code, length);
		if (!evl_prove(&drill->run, code, length, host, EVL_PROOF_MARGIN_GIVEN, &drill->arena, &drill->proof) || (waits && is_synchronous(&drill->proof)))
			return NULL;
		drill->question.title = title;
		drill->question.topic = "any";
		drill->question.level = level;
		if (evl_question_fill(drill, kind, host, random))
			return &drill->question;
		if (kind != EVLOOP_DRILL_ANY_KIND && kind != EVLOOP_DRILL_HOSTS)
			return NULL;
	}
	return NULL;
}

size_t evloop_drill_deck_count(void)
{
	return evl_deck_count;
}

const struct evloop_drill_question *evloop_drill_deck(struct evloop_drill *drill, size_t index, enum evloop_drill_kind kind, uint64_t seed)
{
	if (index >= evl_deck_count)
		return NULL;
	const struct evl_deck_card *card = &evl_deck[index];
	struct evl_random random = { seed + index };
	if (given(drill, card->code, strlen(card->code), (enum evl_drill_host)card->host, kind, card->title, card->level, false, &random) == NULL)
		return NULL;
	drill->question.id = evl_drill_text(drill, "deck-%s-%s", card->name, evloop_drill_kind_name(drill->question.kind));
	return &drill->question;
}

/* Is the comment one for evloop, which says what the snippet's world is like? */
static bool is_directive(const char *text, struct evl_range inside)
{
	uint32_t body;
	return evl_directive_is(text, inside, &body);
}

/* The snippet without its comments, which may tell the answer. Lines that hold nothing else go as a whole. */
static const char *without_comments(struct evl_arena *arena, const char *given, size_t length)
{
	struct evl_code code;
	char *text = evl_arena_alloc(arena, length + 1), *to = evl_arena_alloc(arena, length + 1);
	size_t n = 0;
	uint32_t at = 0;
	memcpy(text, given, length);
	text[length] = '\0';
	evl_code_read(&code, text, (uint32_t)length, arena);
	for (uint32_t i = 0; i < code.comment_count; i++) {
		const struct evl_comment *comment = &code.comments[i];
		if (comment->range.start < at || is_directive(text, comment->inside))
			continue;
		memcpy(to + n, text + at, comment->range.start - at);
		n += comment->range.start - at;
		at = comment->range.end;
		if (text[at] != '\n' && text[at] != '\0')
			continue;
		while (n > 0 && (to[n - 1] == ' ' || to[n - 1] == '\t'))
			n--;
		if (text[at] == '\n' && (n == 0 || to[n - 1] == '\n'))
			at++;
	}
	memcpy(to + n, text + at, length - at);
	n += length - at;
	while (n > 1 && to[n - 1] == '\n' && to[n - 2] == '\n')
		n--;
	to[n] = '\0';
	return to;
}

const struct evloop_drill_question *evloop_drill_from(struct evloop_drill *drill, const char *name, const char *code, size_t length,
						      const struct evloop_drill_wish *wish)
{
	enum evl_drill_host host = EVL_DRILL_NODE;
	struct evl_random random = { wish->seed };
	size_t end = strlen(name);
	if (wish->host != NULL && !find_host(wish->host, &host))
		return NULL;
	if (wish->host == NULL && end > 4 && strcmp(name + end - 4, ".mjs") == 0)
		host = EVL_DRILL_NODE_ESM;
	if (length > LARGEST_SNIPPET)
		return NULL;
	char plain[LARGEST_SNIPPET + 1];
	forget(drill);
	const char *stripped = without_comments(&drill->arena, code, length);
	length = strlen(stripped);
	memcpy(plain, stripped, length + 1); /* making the question takes the arena */
	code = plain;
	if (given(drill, code, length, host, wish->kind, name, wish->level, true, &random) == NULL &&
	    (wish->host != NULL || given(drill, code, length, EVL_DRILL_BROWSER, wish->kind, name, wish->level, true, &random) == NULL))
		return NULL;
	drill->question.id = evl_drill_text(drill, "from-%.60s-%08x-%s", name, (unsigned)(drill->proof.hash & 0xffffffffu),
					    evloop_drill_kind_name(drill->question.kind));
	return &drill->question;
}
