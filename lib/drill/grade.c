/* SPDX-License-Identifier: MIT */
/*
 * grade.c - how near an answer is, and which rules it violates.
 *
 * The right order is total (the question was proven), so the smallest violated edges are pairs of neighbours: wherever an
 * answer turns a pair around, it turns around some neighbours between them.
 */
#include <string.h>

#include "drill/drill.h"

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Equal but for spaces around and between words. */
static bool is_same_line(const char *a, const char *b)
{
	while (is_space(*a))
		a++;
	while (is_space(*b))
		b++;
	for (; *a != '\0' && *b != '\0'; a++, b++) {
		if (is_space(*a) && is_space(*b)) {
			while (is_space(a[1]))
				a++;
			while (is_space(b[1]))
				b++;
		} else if (*a != *b) {
			return false;
		}
	}
	while (is_space(*a))
		a++;
	while (is_space(*b))
		b++;
	return *a == '\0' && *b == '\0';
}

static void blame(struct evloop_drill_grade *grade, size_t rule, size_t first, size_t second)
{
	if (rule >= EVL_RULE_COUNT)
		return;
	for (size_t i = 0; i < grade->blamed_count; i++)
		if (grade->blamed[i] == rule)
			return;
	grade->blamed[grade->blamed_count] = rule;
	grade->blamed_first[grade->blamed_count] = first;
	grade->blamed_second[grade->blamed_count++] = second;
}

/* Mark the lines outside of a longest increasing subsequence of `sequence`. */
static void find_moves(const size_t *sequence, size_t count, bool *stays)
{
	size_t best[EVLOOP_DRILL_LINES], previous[EVLOOP_DRILL_LINES], last = SIZE_MAX;
	for (size_t i = 0; i < count; i++) {
		best[i] = 1;
		previous[i] = SIZE_MAX;
		for (size_t k = 0; k < i; k++) {
			if (sequence[k] < sequence[i] && best[k] + 1 > best[i]) {
				best[i] = best[k] + 1;
				previous[i] = k;
			}
		}
		if (last == SIZE_MAX || best[i] > best[last])
			last = i;
	}
	for (; last != SIZE_MAX; last = previous[last])
		stays[sequence[last]] = true;
}

static void grade_lines(const struct evloop_drill_question *q, const struct evloop_drill_answer *answer, struct evloop_drill_grade *grade)
{
	size_t place[EVLOOP_DRILL_LINES], sequence[EVLOOP_DRILL_LINES], count = 0, kept = 0, pairs = 0;
	bool stays[EVLOOP_DRILL_LINES] = { false };
	for (size_t i = 0; i < q->line_count; i++)
		place[i] = SIZE_MAX;
	for (size_t k = 0; k < answer->line_count; k++) {
		size_t i = 0;
		while (i < q->line_count && (place[i] != SIZE_MAX || !is_same_line(q->lines[i], answer->lines[k])))
			i++;
		if (i == q->line_count) {
			grade->extra++;
			for (size_t u = 0; u < q->unprinted_count; u++)
				if (is_same_line(q->unprinted[u], answer->lines[k]))
					blame(grade, q->unprinted_rules[u], SIZE_MAX, SIZE_MAX);
			continue;
		}
		place[i] = count;
		sequence[count++] = i;
	}
	grade->missing = q->line_count - count;
	for (size_t i = 0; i < q->line_count; i++)
		for (size_t j = i + 1; j < q->line_count; j++, pairs++)
			kept += place[i] != SIZE_MAX && place[j] != SIZE_MAX && place[i] < place[j];
	find_moves(sequence, count, stays);
	for (size_t i = 0; i < q->line_count; i++)
		if (!stays[i])
			grade->moved[grade->moved_count++] = i;
	grade->moves = grade->moved_count;
	grade->pairs = pairs != 0 ? (double)kept / (double)pairs : 1;
	grade->exact = grade->moves == 0 && grade->missing == 0 && grade->extra == 0;
	for (size_t i = 0; i < q->line_count && grade->first_wrong == SIZE_MAX; i++)
		if (i >= count || sequence[i] != i)
			grade->first_wrong = i;
	for (size_t i = 0; i + 1 < q->line_count; i++)
		if (place[i] == SIZE_MAX || place[i + 1] == SIZE_MAX || place[i] > place[i + 1])
			blame(grade, q->next_rules[i], i, i + 1);
}

void evloop_drill_grade(const struct evloop_drill_question *question, const struct evloop_drill_answer *answer,
			struct evloop_drill_grade *grade)
{
	memset(grade, 0, sizeof *grade);
	grade->first_wrong = SIZE_MAX;
	if (question->kind == EVLOOP_DRILL_ORDER || question->kind == EVLOOP_DRILL_TYPE) {
		grade_lines(question, answer, grade);
		return;
	}
	grade->exact = answer->option == question->right;
	grade->pairs = grade->exact ? 1 : 0;
	if (grade->exact || answer->option >= question->shown_count)
		return;
	blame(grade, question->note_rules[answer->option], SIZE_MAX, SIZE_MAX);
}
