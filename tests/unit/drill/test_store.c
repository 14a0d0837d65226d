/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "drill/rule.h"
#include <evloop/drill.h>

static bool review(struct evloop_drill_store *store, int64_t at, size_t rule, uint8_t rating)
{
	struct evloop_drill_review r = { .at = at, .ms = 1500, .question = "q", .kind = "order", .host = "node", .score = rating > 1 ? 1 : 0.5,
					 .rule_count = 1, .rules = &rule, .ratings = &rating };
	return evloop_drill_store_review(store, &r);
}

Test(drill_store, reviews_move_cards_and_answers_can_be_replayed)
{
	const char *why;
	struct evloop_drill_store *store = evloop_drill_store_open(":memory:", 0, &why);
	struct evloop_drill_card before, after;
	int64_t now = 1700000000;
	cr_assert_not_null(store, "%s", why);
	for (int i = 0; i < 6; i++)
		cr_assert(review(store, now += 90000, EVL_RULE_THEN_IS_ASYNC, i == 3 ? 1 : 3));
	cr_assert(evloop_drill_store_card(store, EVL_RULE_THEN_IS_ASYNC, now, &before));
	cr_expect(before.known);
	cr_expect_eq(before.reviews, 6);
	cr_expect_eq(before.recent[3], 1);
	cr_assert(evloop_drill_store_rebuild(store));
	cr_assert(evloop_drill_store_card(store, EVL_RULE_THEN_IS_ASYNC, now, &after));
	cr_expect_eq(after.due, before.due);
	cr_expect_eq(after.stability, before.stability);
	cr_expect_eq(evloop_drill_store_next(store, before.due + 1, 0, 50, 0), EVL_RULE_THEN_IS_ASYNC);
	cr_expect_eq(evloop_drill_store_next(store, now, 0, 50, 0), EVL_RULE_COUNT);
	cr_assert(review(store, before.due + 1, EVL_RULE_AWAIT_YIELDS, 3));
	cr_expect_eq(evloop_drill_store_next(store, before.due + 1, 0, 1, 0), EVL_RULE_COUNT, "one answer a day was given");
	cr_assert(evloop_drill_store_clear(store));
	struct evloop_drill_totals totals;
	cr_assert(evloop_drill_store_totals(store, now, &totals));
	cr_expect_eq(totals.answers, 0);
	evloop_drill_store_close(store);
}

Test(drill_store, an_answer_is_imported_once)
{
	const char *why;
	struct evloop_drill_store *store = evloop_drill_store_open(":memory:", 0, &why);
	struct evloop_drill_entry entry = { .uid = "u", .at = 1700000000, .ms = 1, .question = "q", .kind = "order", .host = "node", .score = 1,
					    .ratings = "then-is-async=3 timer-due=1" };
	bool added;
	cr_assert(evloop_drill_store_import(store, &entry, &added) && added);
	cr_assert(evloop_drill_store_import(store, &entry, &added) && !added);
	cr_assert(evloop_drill_store_rebuild(store));
	struct evloop_drill_card card;
	cr_assert(evloop_drill_store_card(store, EVL_RULE_TIMER_DUE, 1700000000, &card));
	cr_expect_eq(card.reviews, 1);
	entry.uid = "v";
	entry.ratings = "then-is-async=7";
	cr_expect_not(evloop_drill_store_import(store, &entry, &added));
	evloop_drill_store_close(store);
}

Test(drill_store, a_sitting_is_kept_until_it_is_over)
{
	const char *why;
	struct evloop_drill_store *store = evloop_drill_store_open(":memory:", 0, &why);
	struct evloop_drill_sitting kept = { .seed = UINT64_MAX - 1, .asked = 3, .answered = 2, .exact = 1, .score = 1.5, .spent_ms = 4000, .at = 1700000000,
					     .question = "2-any-node-5-order" }, found;
	cr_assert_not_null(store, "%s", why);
	kept.blamed[EVL_RULE_AWAIT_YIELDS] = 2;
	cr_expect_not(evloop_drill_store_kept(store, "wish", 0, &found));
	cr_assert(evloop_drill_store_keep(store, "wish", &kept));
	cr_assert(evloop_drill_store_kept(store, "wish", 1700000000, &found));
	cr_expect(found.seed == kept.seed && found.asked == 3 && found.answered == 2 && found.exact == 1 && found.spent_ms == 4000);
	cr_expect_str_eq(found.question, kept.question);
	cr_expect_eq(found.blamed[EVL_RULE_AWAIT_YIELDS], 2);
	cr_expect_eq(found.blamed[EVL_RULE_THEN_IS_ASYNC], 0);
	cr_expect_not(evloop_drill_store_kept(store, "another wish", 0, &found));
	cr_expect_not(evloop_drill_store_kept(store, "wish", 1700000001, &found), "too long ago");
	cr_assert(evloop_drill_store_drop(store, "wish"));
	cr_expect_not(evloop_drill_store_kept(store, "wish", 0, &found));
	evloop_drill_store_close(store);
}

Test(drill_store, a_store_of_version_1_gets_what_is_new)
{
	const char *path = "test_store_version_1.sqlite", *why;
	struct evloop_drill_sitting sitting = { .at = 5 };
	sqlite3 *db;
	(void)remove(path);
	struct evloop_drill_store *store = evloop_drill_store_open(path, 0, &why);
	cr_assert_not_null(store, "%s", why);
	cr_assert(review(store, 1700000000, EVL_RULE_THEN_IS_ASYNC, 3));
	evloop_drill_store_close(store);
	cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
	cr_assert_eq(sqlite3_exec(db, "DROP TABLE sittings; PRAGMA user_version = 1", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	store = evloop_drill_store_open(path, 0, &why);
	cr_assert_not_null(store, "%s", why);
	struct evloop_drill_totals totals;
	cr_assert(evloop_drill_store_totals(store, 1700000000, &totals));
	cr_expect_eq(totals.answers, 1);
	cr_expect(evloop_drill_store_keep(store, "wish", &sitting));
	evloop_drill_store_close(store);
	(void)remove(path);
}
