/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "drill/drill.h"

Test(drill_question, an_id_gives_the_same_question_again)
{
	struct evloop_drill *drill = evloop_drill_new();
	cr_assert_not_null(drill);
	for (uint64_t seed = 1; seed <= 30; seed++) {
		struct evloop_drill_wish wish = { .seed = seed, .rule = EVL_RULE_COUNT };
		const struct evloop_drill_question *q = evloop_drill_ask(drill, &wish);
		cr_assert_not_null(q);
		char id[100], code[4000];
		snprintf(id, sizeof id, "%s", q->id);
		snprintf(code, sizeof code, "%s", q->code);
		q = evloop_drill_replay(drill, id);
		cr_assert_not_null(q, "%s", id);
		cr_expect_str_eq(q->id, id);
		cr_expect_str_eq(q->code, code);
	}
	evloop_drill_free(drill);
}

Test(drill_question, every_topic_and_level_has_questions)
{
	struct evloop_drill *drill = evloop_drill_new();
	for (size_t topic = 0; evloop_drill_topic_name(topic) != NULL; topic++) {
		struct evloop_drill_wish wish = { .topic = evloop_drill_topic_name(topic), .seed = 7, .rule = EVL_RULE_COUNT };
		cr_expect_not_null(evloop_drill_ask(drill, &wish), "%s", wish.topic);
	}
	for (int level = 1; level <= 6; level++) {
		struct evloop_drill_wish wish = { .level = level, .seed = 7, .rule = EVL_RULE_COUNT };
		const struct evloop_drill_question *q = evloop_drill_ask(drill, &wish);
		cr_assert_not_null(q);
		cr_expect_eq(q->level, level);
	}
	evloop_drill_free(drill);
}

Test(drill_question, what_a_host_does_not_have_is_not_asked)
{
	struct evloop_drill *drill = evloop_drill_new();
	struct evloop_drill_wish wish = { .topic = "nexttick", .host = "browser", .seed = 1, .rule = EVL_RULE_COUNT };
	cr_expect_null(evloop_drill_ask(drill, &wish));
	static const char *const bad[] = { "", "x", "9-any-node-a-order", "3-any-node-a-nothing", "3-none-node-a-order", "3--node-", "1-await-node-a-order" };
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		cr_expect_null(evloop_drill_replay(drill, bad[i]), "%s", bad[i]);
	evloop_drill_free(drill);
}

Test(drill_question, the_whole_deck_is_proven)
{
	struct evloop_drill *drill = evloop_drill_new();
	for (size_t i = 0; i < evloop_drill_deck_count(); i++)
		cr_expect_not_null(evloop_drill_deck(drill, i, EVLOOP_DRILL_ORDER, 1), "%s", evl_deck[i].name);
	evloop_drill_free(drill);
}

Test(drill_question, a_race_is_no_question)
{
	struct evloop_drill *drill = evloop_drill_new();
	static const char race[] = "console.log('a');\nsetTimeout(() => console.log('b'), 0);\nsetImmediate(() => console.log('c'));\n";
	struct evloop_drill_wish wish = { .kind = EVLOOP_DRILL_ORDER };
	cr_expect_null(evloop_drill_from(drill, "race.js", race, sizeof race - 1, &wish));
	evloop_drill_free(drill);
}

/* What somebody with one wrong idea answers. */
static void expect_belief(enum evl_misconception m, const char *code, const char *expected)
{
	struct evloop_drill *drill = evloop_drill_new();
	struct evl_belief belief;
	struct evl_buffer text;
	evl_buffer_init(&text);
	cr_assert(evl_believe(&drill->run, code, strlen(code), EVL_DRILL_NODE, m, &drill->arena, &belief));
	for (uint32_t i = 0; i < belief.line_count; i++)
		evl_buffer_printf(&text, "%s%s", i > 0 ? " " : "", belief.lines[i]);
	cr_expect_str_eq(text.bytes, expected, "%s: %s", evl_misconception_name(m), text.bytes);
	evl_buffer_release(&text);
	evloop_drill_free(drill);
}

static const char mixed[] =
	"const log = console.log; setTimeout(() => log('timer'), 0); Promise.resolve().then(() => log('then')).then(() => log('next'));"
	"process.nextTick(() => log('tick')); queueMicrotask(() => log('micro')); (async () => { log('body'); await null; log('after'); })(); log('end');";

Test(drill_belief, each_changed_rule_shows)
{
	expect_belief(EVL_MISCONCEPTION_NONE, mixed, "body end tick then micro after next timer");
	expect_belief(EVL_MISCONCEPTION_TIMERS_FIRST, mixed, "body end timer tick then micro after next");
	expect_belief(EVL_MISCONCEPTION_TIMEOUT_SYNC, mixed, "timer body end tick then micro after next");
	expect_belief(EVL_MISCONCEPTION_THEN_SYNC, mixed, "then next body end tick micro after timer");
	expect_belief(EVL_MISCONCEPTION_CHAIN_AT_ONCE, mixed, "body end tick then next micro after timer");
	expect_belief(EVL_MISCONCEPTION_AWAIT_FREE, mixed, "body after end tick then micro next timer");
	expect_belief(EVL_MISCONCEPTION_AWAIT_LAST, mixed, "body end tick then micro next after timer");
	expect_belief(EVL_MISCONCEPTION_ASYNC_LATER, mixed, "end tick then micro body next after timer");
	expect_belief(EVL_MISCONCEPTION_MICROTASK_FIRST, mixed, "body end tick micro then after next timer");
	expect_belief(EVL_MISCONCEPTION_TICK_LAST, mixed, "body end then micro after next tick timer");
}

Test(drill_belief, rules_of_promises)
{
	expect_belief(EVL_MISCONCEPTION_EXECUTOR_LATER, "new Promise(() => console.log('in')); console.log('out');", "out in");
	expect_belief(EVL_MISCONCEPTION_RESOLVE_RETURNS,
		      "new Promise((r) => { console.log('a'); r(); console.log('b'); }).then(() => console.log('c')); console.log('d');", "a d c");
	expect_belief(EVL_MISCONCEPTION_PASS_FREE,
		      "Promise.resolve().catch(() => {}).then(() => console.log('a')); Promise.resolve().then(() => console.log('b'));", "a b");
	expect_belief(EVL_MISCONCEPTION_RETURN_PROMISE_SHORT,
		      "Promise.resolve().then(() => Promise.resolve()).then(() => console.log('a'));"
		      "Promise.resolve().then(() => {}).then(() => {}).then(() => console.log('b'));", "a b");
	expect_belief(EVL_MISCONCEPTION_FOREACH_WAITS,
		      "['x', 'y'].forEach(async (n) => { console.log(n + 1); await null; console.log(n + 2); });", "x1 x2 y1 y2");
}

Test(drill_belief, rules_of_tasks)
{
	expect_belief(EVL_MISCONCEPTION_DELAYS_IGNORED, "setTimeout(() => console.log('slow'), 50); setTimeout(() => console.log('fast'), 5);", "slow fast");
	expect_belief(EVL_MISCONCEPTION_TIMER_BATCH,
		      "setTimeout(() => { console.log('t1'); Promise.resolve().then(() => console.log('p1')); }, 0); setTimeout(() => console.log('t2'), 0);",
		      "t1 t2 p1");
	expect_belief(EVL_MISCONCEPTION_TICK_BETWEEN,
		      "Promise.resolve().then(() => { console.log('a'); process.nextTick(() => console.log('tick')); }); Promise.resolve().then(() => console.log('b'));",
		      "a tick b");
	expect_belief(EVL_MISCONCEPTION_IMMEDIATE_FIRST, "setImmediate(() => console.log('i')); Promise.resolve().then(() => console.log('p'));", "i p");
}
