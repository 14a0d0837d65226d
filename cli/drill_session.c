/* SPDX-License-Identifier: MIT */
/*
 * drill_session.c - which question comes next, what an answer is worth, and what to say about it.
 */
#define _POSIX_C_SOURCE 200809L
#include "drill.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { EXAM_QUESTION_MS = 60000, EXAM_COUNT = 10, SITTING = 20, RESUME_SECONDS = 12 * 3600 };

int64_t drill_clock(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t drill_time_left(const struct drill_session *session)
{
	if (session->limit_ms == 0)
		return -1;
	int64_t left = session->begun_ms + session->limit_ms - drill_clock();
	return left > 0 ? left : 0;
}

void drill_answer_release(struct drill_answer *answer)
{
	for (size_t i = 0; i < answer->typed_count; i++)
		free(answer->typed[i]);
	answer->typed_count = 0;
}

static const char *host_title(const char *host)
{
	return strcmp(host, "browser") == 0 ? "a page's script" : strcmp(host, "node-esm") == 0 ? "Node, an ES module" : "Node, a CommonJS script";
}

char *drill_heading(const struct drill_session *session, const struct evloop_drill_question *q)
{
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);
	if (out == NULL)
		return NULL;
	fprintf(out, "Question %zu", session->asked);
	if (session->total != 0)
		fprintf(out, " of %zu", session->total);
	if (q->level > 0)
		fprintf(out, " - level %d", q->level);
	fprintf(out, " - %s - %s", q->title, host_title(q->host));
	if (session->resumed)
		fprintf(out, " (going on where you stopped: %zu answered)", session->answered);
	fclose(out);
	return text;
}

/* -------------------------------------------------------------- questions */

static uint64_t next_seed(struct drill_session *session)
{
	return session->seed + (uint64_t)session->asked * 7919u;
}

enum evloop_drill_kind drill_wished_kind(const struct drill_options *o)
{
	if (o->mode == NULL)
		return EVLOOP_DRILL_ANY_KIND;
	for (int i = EVLOOP_DRILL_ORDER; i < EVLOOP_DRILL_BUG; i++)
		if (strcmp(evloop_drill_kind_name((enum evloop_drill_kind)i), o->mode) == 0)
			return (enum evloop_drill_kind)i;
	return EVLOOP_DRILL_BUG;
}

static bool take_unseen(struct drill_session *session, size_t count, size_t *index)
{
	size_t from = (size_t)(next_seed(session) % (count != 0 ? count : 1));
	for (size_t i = 0; i < count; i++) {
		size_t at = (from + i) % count;
		if ((session->seen[at / 64] >> (at % 64) & 1) != 0)
			continue;
		session->seen[at / 64] |= UINT64_C(1) << (at % 64);
		*index = at;
		return true;
	}
	return false;
}

/* One of the person's own snippets that suits and was not asked in this session; NULL: there is none left. */
static const struct evloop_drill_question *from_samples(struct drill_session *session, struct evloop_drill_wish *wish)
{
	size_t index;
	while (take_unseen(session, session->samples.count, &index)) {
		const struct drill_sample *sample = &session->samples.items[index];
		struct evloop_drill_wish own = *wish;
		if (own.host != NULL && sample->host != NULL && strcmp(own.host, sample->host) != 0 && strcmp(own.host, "node-cjs") != 0)
			continue;
		own.host = own.host != NULL ? own.host : sample->host;
		const struct evloop_drill_question *q = evloop_drill_from(session->drill, sample->name, sample->code, strlen(sample->code), &own);
		if (q != NULL)
			return q;
	}
	return NULL;
}

static const struct evloop_drill_question *from_deck(struct drill_session *session, const struct evloop_drill_wish *wish)
{
	size_t index;
	while (take_unseen(session, evloop_drill_deck_count(), &index)) {
		const struct evloop_drill_question *q = evloop_drill_deck(session->drill, index, wish->kind, wish->seed);
		if (q != NULL && (wish->level == 0 || q->level == wish->level) && (wish->host == NULL || strcmp(q->host, wish->host) == 0))
			return q;
	}
	return NULL;
}

static const struct evloop_drill_question *next_question(struct drill_session *session)
{
	const struct drill_options *o = session->options;
	struct evloop_drill_wish wish = { .level = (int)o->level, .topic = o->topic, .host = o->host, .kind = drill_wished_kind(o), .seed = next_seed(session) };
	wish.rule = evloop_drill_rule_count();
	if (o->from != NULL)
		return from_samples(session, &wish);
	if (o->deck)
		return from_deck(session, &wish);
	bool free_choice = o->level == 0 && o->topic == NULL && !o->exam && o->seed == 0;
	if (free_choice) {
		wish.rule = evloop_drill_store_next(session->store, (int64_t)time(NULL), (uint32_t)o->new_a_day, (uint32_t)o->answers_a_day, wish.seed);
		if (wish.rule == evloop_drill_rule_count() && session->total == 0)
			return NULL;
	}
	return evloop_drill_ask(session->drill, &wish);
}

/* ---------------------------------------------------------------- reviews */

static enum evloop_drill_rating speed(const struct drill_session *session, const struct evloop_drill_question *q, const struct drill_answer *answer)
{
	int64_t median = evloop_drill_store_median(session->store, evloop_drill_kind_name(q->kind));
	if (answer->used_hint || (median != 0 && answer->ms > 2 * median))
		return EVLOOP_DRILL_HARD;
	return median != 0 && answer->ms * 2 < median ? EVLOOP_DRILL_EASY : EVLOOP_DRILL_GOOD;
}

static bool is_among(const size_t *list, size_t count, size_t wanted)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == wanted)
			return true;
	return false;
}

/* What the answer says about each rule of the question. */
static bool keep_review(struct drill_session *session, const struct evloop_drill_question *q, const struct drill_answer *answer,
			const struct evloop_drill_grade *grade)
{
	size_t rules[2 * EVLOOP_DRILL_LINES], count = 0;
	uint8_t ratings[2 * EVLOOP_DRILL_LINES];
	bool ordered = q->kind == EVLOOP_DRILL_ORDER || q->kind == EVLOOP_DRILL_TYPE;
	enum evloop_drill_rating right = speed(session, q, answer);
	for (size_t i = 0; i < grade->blamed_count; i++) {
		rules[count] = grade->blamed[i];
		ratings[count++] = EVLOOP_DRILL_AGAIN;
		session->blamed[grade->blamed[i]]++;
	}
	for (size_t i = 0; i < q->rule_count; i++) {
		if (is_among(grade->blamed, grade->blamed_count, q->rules[i]) || (!grade->exact && (!ordered || grade->missing != 0)))
			continue;
		rules[count] = q->rules[i];
		ratings[count++] = (uint8_t)right;
	}
	struct evloop_drill_review review = {
		.at = (int64_t)time(NULL),
		.ms = answer->ms,
		.question = q->id,
		.kind = evloop_drill_kind_name(q->kind),
		.host = q->host,
		.score = grade->exact ? 1 : grade->pairs >= 1 ? 0.99 : grade->pairs,
		.rule_count = count,
		.rules = rules,
		.ratings = ratings,
	};
	session->answered++;
	session->exact += grade->exact;
	/* as in a contest, an exam gives nothing for less than half of the order */
	session->score += session->options->exam && review.score < 0.5 ? 0 : review.score;
	return evloop_drill_store_review(session->store, &review);
}

/* ---------------------------------------------------------------- verdicts */

static void write_when(FILE *out, int64_t now, int64_t due)
{
	int64_t seconds = due - now;
	if (seconds < 3600)
		fprintf(out, "in %d min", (int)((seconds + 59) / 60));
	else if (seconds < 86400)
		fprintf(out, "in %d h", (int)(seconds / 3600));
	else
		fprintf(out, "in %d day%s", (int)((seconds + 43200) / 86400), (seconds + 43200) / 86400 == 1 ? "" : "s");
}

static void write_due(FILE *out, const struct drill_session *session, const struct evloop_drill_question *q, const struct evloop_drill_grade *grade)
{
	int64_t now = (int64_t)time(NULL);
	size_t shown = 0;
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < q->rule_count && shown < 4; i++) {
			struct evloop_drill_card card;
			bool blamed = is_among(grade->blamed, grade->blamed_count, q->rules[i]);
			if (blamed != (pass == 0) || !evloop_drill_store_card(session->store, q->rules[i], now, &card) || !card.known)
				continue;
			fprintf(out, shown++ == 0 ? "Next: " : "; ");
			fprintf(out, "%s ", evloop_drill_rule_title(q->rules[i]));
			write_when(out, now, card.due);
		}
	}
	fprintf(out, shown != 0 ? ".\n" : "");
}

static void write_output(FILE *out, const struct evloop_drill_question *q, size_t marked)
{
	for (size_t i = 0; i < q->line_count; i++)
		fprintf(out, "  %s %2zu. %s   (%s)\n", i == marked ? ">" : " ", i + 1, q->lines[i], q->kinds[i]);
}

/* The rule, and the reason at the very tick where the answer went another way. */
static void write_blame(FILE *out, const struct evloop_drill_question *q, const struct evloop_drill_grade *grade)
{
	for (size_t i = 0; i < grade->blamed_count && i < 3; i++) {
		size_t rule = grade->blamed[i], b = grade->blamed_second[i];
		fprintf(out, "\n* %s. %s\n", evloop_drill_rule_title(rule), evloop_drill_rule_text(rule));
		if (b < q->line_count)
			fprintf(out, "  Here '%s' comes before '%s' (%s: %s).\n", q->lines[grade->blamed_first[i]], q->lines[b], q->kinds[b], q->reasons[b]);
	}
}

static void write_verdict(FILE *out, const struct evloop_drill_question *q, const struct drill_answer *answer, const struct evloop_drill_grade *grade)
{
	bool ordered = q->kind == EVLOOP_DRILL_ORDER || q->kind == EVLOOP_DRILL_TYPE;
	if (grade->exact) {
		fprintf(out, "Right.\n");
		if (q->explanation[0] != '\0')
			fprintf(out, "%s\n", q->explanation);
		return;
	}
	if (!ordered) {
		fprintf(out, "Not quite. The right answer is %c:\n", (char)('A' + q->right));
		fprintf(out, "%s\n", q->shown[q->right]);
		if (answer->answer.option < q->shown_count && q->notes[answer->answer.option][0] != '\0')
			fprintf(out, q->kind == EVLOOP_DRILL_BUG ? "\nThe line you chose is not it: %s.\n" : "\nThat would be right if %s.\n",
				q->notes[answer->answer.option]);
		if (q->explanation[0] != '\0')
			fprintf(out, "%s\n", q->explanation);
		return;
	}
	if (grade->moves > 0 && grade->missing == 0 && grade->extra == 0) {
		fprintf(out, "Not quite: %zu of %zu lines %s misplaced:", grade->moves, q->line_count, grade->moves == 1 ? "is" : "are");
		for (size_t i = 0; i < grade->moved_count; i++)
			fprintf(out, "%s '%s'", i > 0 ? "," : "", q->lines[grade->moved[i]]);
		fprintf(out, ".\n");
	} else {
		fprintf(out, "Not quite:");
		if (grade->missing != 0)
			fprintf(out, " %zu %s missing", grade->missing, grade->missing == 1 ? "line is" : "lines are");
		if (grade->extra != 0)
			fprintf(out, "%s %zu %s never printed", grade->missing != 0 ? ", and" : "", grade->extra, grade->extra == 1 ? "line is" : "lines are");
		fprintf(out, grade->missing != 0 || grade->extra != 0 ? ".\n" : " the lines come in another order.\n");
	}
	fprintf(out, "%.0f %% of the pairs are in their order.\n\nIt prints:\n", grade->pairs * 100);
	write_output(out, q, grade->first_wrong);
	if (grade->first_wrong < q->line_count)
		fprintf(out, "Your answer goes another way from '%s' on (%s: %s).\n", q->lines[grade->first_wrong], q->kinds[grade->first_wrong], q->reasons[grade->first_wrong]);
}

static char *verdict_text(const struct drill_session *session, const struct evloop_drill_question *q, const struct drill_answer *answer,
			  const struct evloop_drill_grade *grade, bool kept)
{
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);
	if (out == NULL)
		return NULL;
	if (session->options->exam) {
		fprintf(out, "Noted.\n");
	} else {
		write_verdict(out, q, answer, grade);
		write_blame(out, q, grade);
		write_due(out, session, q, grade);
	}
	if (!kept)
		fprintf(out, "(This answer could not be written to the store.)\n");
	fclose(out);
	return text;
}

static char *report_text(const struct drill_session *session, bool time_over)
{
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);
	if (out == NULL)
		return NULL;
	if (time_over)
		fprintf(out, "The time is over.\n");
	if (session->answered == 0) {
		fprintf(out, session->asked == 0 ? "Nothing is due now. `evloop drill --count=5` asks all the same.\n" : "No answer was given.\n");
	} else {
		fprintf(out, "%zu of %zu right, %.0f %% of the order kept.\n", session->exact, session->answered,
			session->score * 100 / (double)session->answered);
		if (session->options->exam) {
			int64_t used = (drill_clock() - session->begun_ms) / 1000;
			fprintf(out, "Exam: %d min %02d s; score %.0f of 100.\n", (int)(used / 60), (int)(used % 60), session->score * 100 / (double)session->total);
		}
		for (size_t rule = 0; rule < evloop_drill_rule_count(); rule++)
			if (session->blamed[rule] != 0)
				fprintf(out, "To look at again: %s (%zu time%s)\n", evloop_drill_rule_title(rule), session->blamed[rule],
					session->blamed[rule] == 1 ? "" : "s");
		fprintf(out, "`evloop drill stats` shows how you stand.\n");
	}
	fclose(out);
	return text;
}

/* ----------------------------------------------------------- interruptions */

static void keep_sitting(const struct drill_session *session, size_t asked, const char *question)
{
	struct evloop_drill_sitting sitting = {
		.seed = session->seed, .asked = asked, .answered = session->answered, .exact = session->exact, .score = session->score,
		.spent_ms = drill_clock() - session->begun_ms, .at = (int64_t)time(NULL),
	};
	snprintf(sitting.question, sizeof sitting.question, "%s", question);
	for (size_t rule = 0; rule < evloop_drill_rule_count(); rule++)
		sitting.blamed[rule] = session->blamed[rule];
	(void)evloop_drill_store_keep(session->store, session->wish, &sitting); /* a comfort: without it the session begins anew */
}

/* Go on where a session with the same options was interrupted, if that was not long ago. */
static void resume(struct drill_session *session)
{
	const struct drill_options *o = session->options;
	struct evloop_drill_sitting sitting;
	snprintf(session->wish, sizeof session->wish, "%lld %lld %lld %s %s %s %d%d %.300s", (long long)o->count, (long long)o->level, (long long)o->seed,
		 o->topic != NULL ? o->topic : "-", o->host != NULL ? o->host : "-", o->mode != NULL ? o->mode : "-", o->exam, o->deck,
		 o->from != NULL ? o->from : "-");
	if (o->restart || !evloop_drill_store_kept(session->store, session->wish, (int64_t)time(NULL) - RESUME_SECONDS, &sitting))
		return;
	session->seed = sitting.seed;
	session->answered = sitting.answered;
	session->exact = sitting.exact;
	session->score = sitting.score;
	session->begun_ms -= sitting.spent_ms;
	for (size_t rule = 0; rule < evloop_drill_rule_count(); rule++)
		session->blamed[rule] = sitting.blamed[rule];
	/* of the deck and one's own snippets those count as seen that were asked */
	for (; session->asked < sitting.asked && (o->from != NULL || o->deck); session->asked++)
		(void)next_question(session);
	session->asked = sitting.asked;
	session->resumed = sitting.asked != 0;
	if (o->from == NULL && !o->deck)
		snprintf(session->pending, sizeof session->pending, "%s", sitting.question);
}

/* The question that was open when the session was interrupted, or the next one. */
static const struct evloop_drill_question *open_question(struct drill_session *session)
{
	const struct evloop_drill_question *q = session->pending[0] != '\0' ? evloop_drill_replay(session->drill, session->pending) : NULL;
	session->pending[0] = '\0';
	return q != NULL ? q : next_question(session);
}

/* ----------------------------------------------------------------- running */

int drill_session_run(struct drill_session *session, const struct drill_ui *ui)
{
	const struct drill_options *o = session->options;
	bool time_over = false, lost = false;
	if (session->total == 0 && (o->exam || o->level != 0 || o->topic != NULL || o->mode != NULL || o->seed != 0 || o->host != NULL))
		session->total = EXAM_COUNT;
	session->begun_ms = drill_clock();
	resume(session);
	session->limit_ms = o->exam ? (int64_t)session->total * EXAM_QUESTION_MS : 0;
	size_t most = session->total != 0 ? session->total : SITTING;
	bool over = false, left = false;
	while (session->asked < most) {
		const struct evloop_drill_question *q = open_question(session);
		over = q == NULL;
		if (over)
			break;
		if (session->asked != 0)
			keep_sitting(session, session->asked, q->id);
		struct drill_answer answer = { .answer.option = SIZE_MAX };
		struct evloop_drill_grade grade;
		session->asked++;
		answer.answer.lines = answer.lines;
		enum drill_reply reply = ui->ask(ui->self, session, q, &answer);
		bool go_on = reply != DRILL_QUIT && reply != DRILL_TIME_OVER;
		time_over = reply == DRILL_TIME_OVER;
		if (reply == DRILL_ANSWERED) {
			evloop_drill_grade(q, &answer.answer, &grade);
			bool kept = keep_review(session, q, &answer, &grade);
			char *verdict = verdict_text(session, q, &answer, &grade, kept);
			lost = lost || !kept;
			go_on = ui->tell(ui->self, q, verdict != NULL ? verdict : "");
			free(verdict);
		}
		drill_answer_release(&answer);
		session->resumed = false;
		left = reply == DRILL_QUIT;
		if (reply == DRILL_ANSWERED || reply == DRILL_SKIPPED)
			keep_sitting(session, session->asked, "");
		if (!go_on)
			break;
	}
	if (over || time_over || (session->asked >= most && !left))
		(void)evloop_drill_store_drop(session->store, session->wish);
	if (session->asked == 0 && (o->from != NULL || o->topic != NULL || o->host != NULL || o->deck)) {
		ui->end(ui->self, o->from != NULL ? "Nothing there is confirmed by `evloop check`, certain in its order, and more than synchronous.\n" : "No question fits the wish.\n");
		return EXIT_FAILED;
	}
	char *report = report_text(session, time_over);
	ui->end(ui->self, report != NULL ? report : "");
	free(report);
	return lost ? EXIT_FAILED : EXIT_OK;
}
