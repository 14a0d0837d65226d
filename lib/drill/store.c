/* SPDX-License-Identifier: MIT */
/*
 * store.c - answers and cards in an SQLite file.
 *
 * The answers are the truth and are only ever added; cards are what the schedule makes of them, and can be computed anew
 * when the schedule changes. One answer with its ratings and cards is one transaction, written ahead (WAL): whatever
 * happens to the process, an answer is there as a whole or not at all, and two processes take turns.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "drill/rule.h"
#include "drill/schedule.h"
#include <evloop/drill.h>

_Static_assert(EVL_RULE_COUNT <= sizeof ((struct evloop_drill_sitting *)0)->blamed / sizeof(size_t), "a sitting counts all rules");
enum { VERSION = 2, PATIENCE = 10000 /* milliseconds to wait for another process */, DAY = 86400, NEW_AHEAD = 8 };

struct evloop_drill_store {
	sqlite3 *db;
	struct evl_schedule schedule;
};

static const char schema[] =
	"CREATE TABLE answers (id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, ms INTEGER NOT NULL,"
	" question TEXT NOT NULL, kind TEXT NOT NULL, host TEXT NOT NULL, score REAL NOT NULL);"
	"CREATE INDEX answers_at ON answers (at);"
	"CREATE TABLE ratings (answer INTEGER NOT NULL REFERENCES answers (id), rule TEXT NOT NULL, rating INTEGER NOT NULL,"
	" PRIMARY KEY (answer, rule)) WITHOUT ROWID;"
	"CREATE INDEX ratings_rule ON ratings (rule);"
	"CREATE TABLE cards (rule TEXT PRIMARY KEY, state INTEGER NOT NULL, step INTEGER NOT NULL, stability REAL NOT NULL,"
	" difficulty REAL NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, due INTEGER NOT NULL, reviews INTEGER NOT NULL,"
	" lapses INTEGER NOT NULL) WITHOUT ROWID;";

/* What version 2 added. */
static const char sittings_schema[] =
	"CREATE TABLE sittings (wish TEXT PRIMARY KEY, seed INTEGER NOT NULL, asked INTEGER NOT NULL, answered INTEGER NOT NULL,"
	" exact INTEGER NOT NULL, score REAL NOT NULL, spent INTEGER NOT NULL, at INTEGER NOT NULL, question TEXT NOT NULL,"
	" blamed TEXT NOT NULL) WITHOUT ROWID;"
	"PRAGMA user_version = 2;";

/* -------------------------------------------------------------- statements */

static bool run(struct evloop_drill_store *store, const char *sql)
{
	return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static sqlite3_stmt *prepare(struct evloop_drill_store *store, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK)
		return NULL;
	return statement;
}

static void bind_text(sqlite3_stmt *statement, int index, const char *text)
{
	sqlite3_bind_text(statement, index, text, -1, SQLITE_STATIC);
}

/* Run a statement that gives no rows, and let it go. */
static bool finish(sqlite3_stmt *statement)
{
	if (statement == NULL)
		return false;
	int result = sqlite3_step(statement);
	return sqlite3_finalize(statement) == SQLITE_OK && (result == SQLITE_DONE || result == SQLITE_ROW);
}

/* The one number that a query without parameters gives; `otherwise` when it gives none. */
static int64_t number(struct evloop_drill_store *store, const char *sql, int64_t otherwise)
{
	sqlite3_stmt *statement = prepare(store, sql);
	int64_t value = otherwise;
	if (statement != NULL && sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_type(statement, 0) != SQLITE_NULL)
		value = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return value;
}

static bool end_transaction(struct evloop_drill_store *store, bool ok)
{
	if (ok && run(store, "COMMIT"))
		return true;
	(void)run(store, "ROLLBACK");
	return false;
}

/* ------------------------------------------------------------ open, close */

/* Make the tables that are not there, unless another process has just done so. */
static bool make_tables(struct evloop_drill_store *store)
{
	if (!run(store, "BEGIN IMMEDIATE"))
		return false;
	int64_t version = number(store, "PRAGMA user_version", 0);
	return end_transaction(store, (version >= 1 || run(store, schema)) && (version >= 2 || run(store, sittings_schema)));
}

struct evloop_drill_store *evloop_drill_store_open(const char *path, int32_t zone_offset, const char **why)
{
	sqlite3 *db = NULL;
	*why = "the system gives no memory";
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
		if (db != NULL)
			*why = sqlite3_errstr(sqlite3_extended_errcode(db));
		sqlite3_close(db);
		return NULL;
	}
	struct evloop_drill_store *store = sqlite3_malloc(sizeof *store);
	if (store == NULL) {
		sqlite3_close(db);
		return NULL;
	}
	store->db = db;
	store->schedule = evl_schedule_default;
	store->schedule.zone_offset = zone_offset;
	sqlite3_busy_timeout(db, PATIENCE);
	(void)run(store, "PRAGMA journal_mode = WAL");
	(void)run(store, "PRAGMA synchronous = FULL");
	int64_t version = number(store, "PRAGMA user_version", -1);
	if (version < 0)
		*why = "it is no store of evloop drill, or it is damaged";
	else if (version > VERSION)
		*why = "a newer evloop wrote it";
	else if (version < VERSION && !make_tables(store))
		*why = sqlite3_errstr(sqlite3_extended_errcode(db));
	else
		return store;
	evloop_drill_store_close(store);
	return NULL;
}

void evloop_drill_store_close(struct evloop_drill_store *store)
{
	if (store == NULL)
		return;
	sqlite3_close(store->db);
	sqlite3_free(store);
}

/* ------------------------------------------------------------------- cards */

struct stored {
	struct evl_card card;
	int64_t first, reviews, lapses;
};

static bool read_card(struct evloop_drill_store *store, const char *rule, struct stored *out)
{
	sqlite3_stmt *s = prepare(store, "SELECT state, step, stability, difficulty, first, last, due, reviews, lapses FROM cards WHERE rule = ?");
	memset(out, 0, sizeof *out);
	if (s == NULL)
		return false;
	bind_text(s, 1, rule);
	int result = sqlite3_step(s);
	if (result == SQLITE_ROW) {
		out->card.state = (uint8_t)sqlite3_column_int(s, 0);
		out->card.step = (uint8_t)sqlite3_column_int(s, 1);
		out->card.stability = sqlite3_column_double(s, 2);
		out->card.difficulty = sqlite3_column_double(s, 3);
		out->first = sqlite3_column_int64(s, 4);
		out->card.last = sqlite3_column_int64(s, 5);
		out->card.due = sqlite3_column_int64(s, 6);
		out->reviews = sqlite3_column_int64(s, 7);
		out->lapses = sqlite3_column_int64(s, 8);
	}
	sqlite3_finalize(s);
	return result == SQLITE_ROW || result == SQLITE_DONE;
}

static uint64_t seed_of(const char *rule, int64_t at)
{
	uint64_t hash = (uint64_t)at;
	for (; *rule != '\0'; rule++)
		hash = (hash ^ (uint8_t)*rule) * UINT64_C(1099511628211);
	return hash;
}

static bool review_card(struct evloop_drill_store *store, const char *rule, int rating, int64_t at)
{
	struct stored stored;
	if (!read_card(store, rule, &stored))
		return false;
	bool lapse = rating == EVL_RATING_AGAIN && stored.card.state == EVL_CARD_REVIEW;
	if (stored.reviews == 0)
		stored.first = at;
	evl_card_review(&store->schedule, &stored.card, (enum evl_rating)rating, at, seed_of(rule, at));
	sqlite3_stmt *s = prepare(store, "INSERT OR REPLACE INTO cards (rule, state, step, stability, difficulty, first, last, due, reviews, lapses)"
					 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
	if (s == NULL)
		return false;
	bind_text(s, 1, rule);
	sqlite3_bind_int(s, 2, stored.card.state);
	sqlite3_bind_int(s, 3, stored.card.step);
	sqlite3_bind_double(s, 4, stored.card.stability);
	sqlite3_bind_double(s, 5, stored.card.difficulty);
	sqlite3_bind_int64(s, 6, stored.first);
	sqlite3_bind_int64(s, 7, stored.card.last);
	sqlite3_bind_int64(s, 8, stored.card.due);
	sqlite3_bind_int64(s, 9, stored.reviews + 1);
	sqlite3_bind_int64(s, 10, stored.lapses + lapse);
	return finish(s);
}

/* ----------------------------------------------------------------- answers */

/* `uid` NULL: a new one. */
static bool add_answer(struct evloop_drill_store *store, const char *uid, int64_t at, int64_t ms, const char *question, const char *kind,
		       const char *host, double score)
{
	sqlite3_stmt *s = prepare(store, "INSERT INTO answers (uid, at, ms, question, kind, host, score)"
					 " VALUES (coalesce(?, lower(hex(randomblob(10)))), ?, ?, ?, ?, ?, ?)");
	if (s == NULL)
		return false;
	if (uid != NULL)
		bind_text(s, 1, uid);
	sqlite3_bind_int64(s, 2, at);
	sqlite3_bind_int64(s, 3, ms);
	bind_text(s, 4, question);
	bind_text(s, 5, kind);
	bind_text(s, 6, host);
	sqlite3_bind_double(s, 7, score);
	return finish(s);
}

static bool add_rating(struct evloop_drill_store *store, int64_t answer, const char *rule, int rating)
{
	sqlite3_stmt *s = prepare(store, "INSERT INTO ratings (answer, rule, rating) VALUES (?, ?, ?)");
	if (s == NULL)
		return false;
	sqlite3_bind_int64(s, 1, answer);
	bind_text(s, 2, rule);
	sqlite3_bind_int(s, 3, rating);
	return finish(s);
}

bool evloop_drill_store_review(struct evloop_drill_store *store, const struct evloop_drill_review *review)
{
	if (!run(store, "BEGIN IMMEDIATE"))
		return false;
	bool ok = add_answer(store, NULL, review->at, review->ms, review->question, review->kind, review->host, review->score);
	int64_t answer = sqlite3_last_insert_rowid(store->db);
	for (size_t i = 0; ok && i < review->rule_count; i++) {
		const char *rule = evl_rule_name((enum evl_rule)review->rules[i]);
		ok = add_rating(store, answer, rule, review->ratings[i]) && review_card(store, rule, review->ratings[i], review->at);
	}
	return end_transaction(store, ok);
}

/* ----------------------------------------------------------------- reading */

bool evloop_drill_store_card(struct evloop_drill_store *store, size_t rule, int64_t now, struct evloop_drill_card *card)
{
	struct stored stored;
	const char *name = evl_rule_name((enum evl_rule)rule);
	memset(card, 0, sizeof *card);
	card->rule = rule;
	if (!read_card(store, name, &stored))
		return false;
	card->known = stored.reviews > 0;
	if (!card->known)
		return true;
	card->stability = stored.card.stability;
	card->difficulty = stored.card.difficulty;
	card->recall = evl_card_retrievability(&stored.card, (double)(now - stored.card.last) / DAY);
	card->last = stored.card.last;
	card->due = stored.card.due;
	card->reviews = (uint32_t)stored.reviews;
	card->lapses = (uint32_t)stored.lapses;
	sqlite3_stmt *s = prepare(store, "SELECT rating FROM (SELECT rating, at, answers.id AS id FROM ratings JOIN answers ON answers.id = answer"
					 " WHERE rule = ? ORDER BY at DESC, answers.id DESC LIMIT 20) ORDER BY at, id");
	if (s == NULL)
		return false;
	bind_text(s, 1, name);
	while (card->recent_count < 20 && sqlite3_step(s) == SQLITE_ROW)
		card->recent[card->recent_count++] = (uint8_t)sqlite3_column_int(s, 0);
	return sqlite3_finalize(s) == SQLITE_OK;
}

/* The beginning of the day that `now` lies in: 04:00. */
static int64_t day_begin(const struct evloop_drill_store *store, int64_t now)
{
	int64_t local = now + store->schedule.zone_offset - 4 * 3600;
	int64_t into = local % DAY;
	return now - (into < 0 ? into + DAY : into);
}

static int64_t count_since(struct evloop_drill_store *store, const char *sql, int64_t since)
{
	sqlite3_stmt *s = prepare(store, sql);
	int64_t count = 0;
	if (s == NULL)
		return 0;
	sqlite3_bind_int64(s, 1, since);
	if (sqlite3_step(s) == SQLITE_ROW)
		count = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return count;
}

size_t evloop_drill_store_next(struct evloop_drill_store *store, int64_t now, uint32_t new_a_day, uint32_t answers_a_day, uint64_t seed)
{
	int64_t today = day_begin(store, now);
	sqlite3_stmt *s = prepare(store, "SELECT rule FROM cards WHERE due <= ? ORDER BY due LIMIT 5");
	size_t due[5], count = 0;
	if (s == NULL)
		return EVL_RULE_COUNT;
	sqlite3_bind_int64(s, 1, now);
	while (count < 5 && sqlite3_step(s) == SQLITE_ROW) {
		due[count] = evl_rule_find((const char *)sqlite3_column_text(s, 0));
		count += due[count] != EVL_RULE_COUNT;
	}
	sqlite3_finalize(s);
	if (count > 0 && count_since(store, "SELECT count(*) FROM answers WHERE at >= ?", today) < answers_a_day)
		return due[seed % count];
	if (count > 0 || count_since(store, "SELECT count(*) FROM cards WHERE first >= ?", today) >= new_a_day)
		return EVL_RULE_COUNT;
	/* One of the first new ones: the table goes from simple to hard, and not every rule has a question in every session. */
	size_t fresh[NEW_AHEAD];
	count = 0;
	for (size_t rule = 0; rule < EVL_RULE_COUNT && count < NEW_AHEAD; rule++) {
		struct stored stored;
		if (read_card(store, evl_rule_name((enum evl_rule)rule), &stored) && stored.reviews == 0)
			fresh[count++] = rule;
	}
	return count > 0 ? fresh[seed % count] : EVL_RULE_COUNT;
}

int64_t evloop_drill_store_median(struct evloop_drill_store *store, const char *kind)
{
	enum { LEAST = 5 };
	sqlite3_stmt *s = prepare(store, "SELECT ms FROM answers WHERE kind = ?1 AND score = 1 ORDER BY ms LIMIT 1 OFFSET"
					 " (SELECT count(*) / 2 FROM answers WHERE kind = ?1 AND score = 1)");
	sqlite3_stmt *c = prepare(store, "SELECT count(*) FROM answers WHERE kind = ? AND score = 1");
	int64_t median = 0;
	if (s != NULL && c != NULL) {
		bind_text(s, 1, kind);
		bind_text(c, 1, kind);
		if (sqlite3_step(c) == SQLITE_ROW && sqlite3_column_int(c, 0) >= LEAST && sqlite3_step(s) == SQLITE_ROW)
			median = sqlite3_column_int64(s, 0);
	}
	sqlite3_finalize(s);
	sqlite3_finalize(c);
	return median;
}

bool evloop_drill_store_totals(struct evloop_drill_store *store, int64_t now, struct evloop_drill_totals *totals)
{
	memset(totals, 0, sizeof *totals);
	totals->answers = (uint64_t)number(store, "SELECT count(*) FROM answers", 0);
	totals->exact = (uint64_t)number(store, "SELECT count(*) FROM answers WHERE score = 1", 0);
	int64_t begin = day_begin(store, now);
	uint64_t after = 0;
	for (int day = 13; day >= 0; day--) {
		uint64_t since = (uint64_t)count_since(store, "SELECT count(*) FROM answers WHERE at >= ?", begin - (int64_t)(13 - day) * DAY);
		totals->days[day] = since - after;
		after = since;
	}
	totals->today = totals->days[13];
	return true;
}

bool evloop_drill_store_each(struct evloop_drill_store *store, void (*each)(void *context, const struct evloop_drill_entry *entry), void *context)
{
	sqlite3_stmt *s = prepare(store, "SELECT uid, at, ms, question, kind, host, score,"
					 " (SELECT group_concat(rule || '=' || rating, ' ') FROM ratings WHERE answer = answers.id)"
					 " FROM answers ORDER BY at, id");
	if (s == NULL)
		return false;
	int result;
	while ((result = sqlite3_step(s)) == SQLITE_ROW) {
		const char *ratings = (const char *)sqlite3_column_text(s, 7);
		struct evloop_drill_entry entry = {
			.uid = (const char *)sqlite3_column_text(s, 0),
			.at = sqlite3_column_int64(s, 1),
			.ms = sqlite3_column_int64(s, 2),
			.question = (const char *)sqlite3_column_text(s, 3),
			.kind = (const char *)sqlite3_column_text(s, 4),
			.host = (const char *)sqlite3_column_text(s, 5),
			.score = sqlite3_column_double(s, 6),
			.ratings = ratings != NULL ? ratings : "",
		};
		each(context, &entry);
	}
	return sqlite3_finalize(s) == SQLITE_OK && result == SQLITE_DONE;
}

/* ----------------------------------------------------------------- writing */

/* "then-is-async=3 await-yields=1" */
static bool add_ratings(struct evloop_drill_store *store, int64_t answer, const char *ratings)
{
	while (*ratings != '\0') {
		char name[64];
		const char *equals = strchr(ratings, '=');
		if (equals == NULL || (size_t)(equals - ratings) >= sizeof name || equals[1] < '1' || equals[1] > '4')
			return false;
		memcpy(name, ratings, (size_t)(equals - ratings));
		name[equals - ratings] = '\0';
		if (!add_rating(store, answer, name, equals[1] - '0'))
			return false;
		ratings = equals + 2;
		while (*ratings == ' ')
			ratings++;
	}
	return true;
}

bool evloop_drill_store_import(struct evloop_drill_store *store, const struct evloop_drill_entry *entry, bool *added)
{
	sqlite3_stmt *s = prepare(store, "SELECT 1 FROM answers WHERE uid = ?");
	*added = false;
	if (s == NULL)
		return false;
	bind_text(s, 1, entry->uid);
	bool known = sqlite3_step(s) == SQLITE_ROW;
	sqlite3_finalize(s);
	if (known)
		return true;
	if (!run(store, "BEGIN IMMEDIATE"))
		return false;
	bool ok = add_answer(store, entry->uid, entry->at, entry->ms, entry->question, entry->kind, entry->host, entry->score);
	*added = end_transaction(store, ok && add_ratings(store, sqlite3_last_insert_rowid(store->db), entry->ratings));
	return *added;
}

bool evloop_drill_store_rebuild(struct evloop_drill_store *store)
{
	if (!run(store, "BEGIN IMMEDIATE"))
		return false;
	bool ok = run(store, "DELETE FROM cards");
	sqlite3_stmt *s = prepare(store, "SELECT rule, rating, at FROM ratings JOIN answers ON answers.id = answer ORDER BY at, answers.id, rule");
	ok = ok && s != NULL;
	while (ok && sqlite3_step(s) == SQLITE_ROW)
		ok = review_card(store, (const char *)sqlite3_column_text(s, 0), sqlite3_column_int(s, 1), sqlite3_column_int64(s, 2));
	sqlite3_finalize(s);
	return end_transaction(store, ok);
}

bool evloop_drill_store_clear(struct evloop_drill_store *store)
{
	if (!run(store, "BEGIN IMMEDIATE"))
		return false;
	return end_transaction(store, run(store, "DELETE FROM ratings") && run(store, "DELETE FROM answers") && run(store, "DELETE FROM cards") &&
				      run(store, "DELETE FROM sittings"));
}

/* ---------------------------------------------------------------- sittings */

bool evloop_drill_store_keep(struct evloop_drill_store *store, const char *wish, const struct evloop_drill_sitting *sitting)
{
	sqlite3_stmt *s = prepare(store, "INSERT OR REPLACE INTO sittings (wish, seed, asked, answered, exact, score, spent, at, question, blamed)"
					 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
	struct evl_buffer blamed;
	if (s == NULL)
		return false;
	evl_buffer_init(&blamed);
	evl_buffer_append_text(&blamed, "");
	for (size_t rule = 0; rule < EVL_RULE_COUNT; rule++)
		if (sitting->blamed[rule] != 0)
			evl_buffer_printf(&blamed, "%s=%zu ", evl_rule_name((enum evl_rule)rule), sitting->blamed[rule]);
	bind_text(s, 1, wish);
	sqlite3_bind_int64(s, 2, (int64_t)sitting->seed);
	sqlite3_bind_int64(s, 3, (int64_t)sitting->asked);
	sqlite3_bind_int64(s, 4, (int64_t)sitting->answered);
	sqlite3_bind_int64(s, 5, (int64_t)sitting->exact);
	sqlite3_bind_double(s, 6, sitting->score);
	sqlite3_bind_int64(s, 7, sitting->spent_ms);
	sqlite3_bind_int64(s, 8, sitting->at);
	bind_text(s, 9, sitting->question);
	bind_text(s, 10, blamed.bytes != NULL ? blamed.bytes : "");
	bool kept = finish(s) && !blamed.failed;
	evl_buffer_release(&blamed);
	return kept;
}

/* "then-is-async=2 await-yields=1 " */
static void read_blamed(const char *text, size_t *blamed)
{
	while (*text != '\0') {
		char name[64];
		size_t n = strcspn(text, "=");
		if (n >= sizeof name || text[n] != '=')
			return;
		memcpy(name, text, n);
		name[n] = '\0';
		size_t rule = evl_rule_find(name), count = 0;
		for (text += n + 1; *text >= '0' && *text <= '9' && count < 100000; text++)
			count = count * 10 + (size_t)(*text - '0');
		if (rule < EVL_RULE_COUNT)
			blamed[rule] = count;
		text += strspn(text, " ");
	}
}

bool evloop_drill_store_kept(struct evloop_drill_store *store, const char *wish, int64_t not_before, struct evloop_drill_sitting *sitting)
{
	sqlite3_stmt *s = prepare(store, "SELECT seed, asked, answered, exact, score, spent, at, question, blamed FROM sittings WHERE wish = ? AND at >= ?");
	memset(sitting, 0, sizeof *sitting);
	if (s == NULL)
		return false;
	bind_text(s, 1, wish);
	sqlite3_bind_int64(s, 2, not_before);
	bool found = sqlite3_step(s) == SQLITE_ROW;
	if (found) {
		sitting->seed = (uint64_t)sqlite3_column_int64(s, 0);
		sitting->asked = (size_t)sqlite3_column_int64(s, 1);
		sitting->answered = (size_t)sqlite3_column_int64(s, 2);
		sitting->exact = (size_t)sqlite3_column_int64(s, 3);
		sitting->score = sqlite3_column_double(s, 4);
		sitting->spent_ms = sqlite3_column_int64(s, 5);
		sitting->at = sqlite3_column_int64(s, 6);
		const char *question = (const char *)sqlite3_column_text(s, 7), *blamed = (const char *)sqlite3_column_text(s, 8);
		snprintf(sitting->question, sizeof sitting->question, "%s", question != NULL ? question : "");
		read_blamed(blamed != NULL ? blamed : "", sitting->blamed);
	}
	sqlite3_finalize(s);
	return found;
}

bool evloop_drill_store_drop(struct evloop_drill_store *store, const char *wish)
{
	sqlite3_stmt *s = prepare(store, "DELETE FROM sittings WHERE wish = ?");
	if (s == NULL)
		return false;
	bind_text(s, 1, wish);
	return finish(s);
}
