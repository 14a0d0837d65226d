/* SPDX-License-Identifier: MIT */
/*
 * drill_plain.c - the drill in lines: nothing moves, everything is said in words.
 *
 * Answers come from standard input, so a session can be scripted. Between two questions nothing is waited for; what can
 * be done about the last one (x) can be done at the next prompt.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

#include "drill.h"

struct plain {
	char *line;
	size_t capacity;
	char *steps; /* of the last question, owned */
};

static struct plain plain;

static bool read_line(struct plain *p)
{
	fputs("> ", stdout);
	fflush(stdout);
	ssize_t length = getline(&p->line, &p->capacity, stdin);
	if (length < 0) {
		fputs("\n", stdout);
		return false;
	}
	while (length > 0 && (p->line[length - 1] == '\n' || p->line[length - 1] == '\r'))
		p->line[--length] = '\0';
	return true;
}

static void print_code(const char *code)
{
	unsigned line = 1;
	fputs("\n", stdout);
	for (const char *c = code; *c != '\0';) {
		const char *end = strchr(c, '\n');
		size_t length = end != NULL ? (size_t)(end - c) : strlen(c);
		printf("%4u  %.*s\n", line++, (int)length, c);
		c += length + (end != NULL);
	}
	fputs("\n", stdout);
}

static bool has_lines(const struct evloop_drill_question *q)
{
	return q->kind == EVLOOP_DRILL_ORDER || q->kind == EVLOOP_DRILL_TYPE;
}

static void print_options(const struct evloop_drill_question *q)
{
	for (size_t i = 0; i < q->shown_count; i++) {
		if (q->kind == EVLOOP_DRILL_ORDER) {
			printf("  %zu) %s\n", i + 1, q->shown[i]);
			continue;
		}
		printf("  %c)", (char)('A' + i));
		for (const char *c = q->shown[i]; *c != '\0';) {
			const char *end = strchr(c, '\n');
			size_t length = end != NULL ? (size_t)(end - c) : strlen(c);
			printf("%s%.*s%s", c == q->shown[i] ? " " : "", (int)length, c, end != NULL ? " / " : "\n");
			c += length + (end != NULL);
		}
	}
	if (q->kind == EVLOOP_DRILL_ORDER)
		printf(q->unprinted_count == 0 ? "Answer with the numbers in order, such as 2 1 3." :
						 "Answer with the numbers in order, such as 2 1 3, without those that are never printed.");
	else if (q->kind == EVLOOP_DRILL_TYPE)
		printf("One line each; an empty line ends the answer.");
	else
		printf("Answer with a letter.");
	printf(" h: hint, x: step through the last one, s: skip, q: quit.\n");
}

/* "3 1 4 2", "3,1,4,2", "C A D B", "3142" when there are fewer than ten. False: a line twice, or not all where all are printed. */
static bool read_order(const struct evloop_drill_question *q, const char *text, struct drill_answer *answer)
{
	bool used[EVLOOP_DRILL_LINES] = { false };
	size_t count = 0;
	while (*text != '\0') {
		size_t index = SIZE_MAX;
		if (*text >= '0' && *text <= '9') {
			index = (size_t)(*text++ - '0');
			while (q->shown_count > 9 && *text >= '0' && *text <= '9' && index < 100)
				index = index * 10 + (size_t)(*text++ - '0');
			index--;
		} else if ((*text | 32) >= 'a' && (*text | 32) <= 'z') {
			index = (size_t)((*text++ | 32) - 'a');
		} else {
			text++;
			continue;
		}
		if (index >= q->shown_count || used[index])
			return false;
		used[index] = true;
		answer->lines[count++] = q->shown[index];
	}
	answer->answer.line_count = count;
	return q->unprinted_count == 0 ? count == q->shown_count : count != 0;
}

static bool read_option(const struct evloop_drill_question *q, const char *text, struct drill_answer *answer)
{
	while (*text == ' ')
		text++;
	size_t index = *text >= '1' && *text <= '9' ? (size_t)(*text - '1') : (size_t)((*text | 32) - 'a');
	if (*text == '\0' || index >= q->shown_count || (text[1] != '\0' && text[1] != ')' && text[1] != ' '))
		return false;
	answer->answer.option = index;
	return true;
}

static enum drill_reply ask(void *self, struct drill_session *session, const struct evloop_drill_question *q, struct drill_answer *answer)
{
	struct plain *p = self;
	char *heading = drill_heading(session, q);
	printf("\n%s\n(%s)\n", heading != NULL ? heading : "", q->id);
	free(heading);
	print_code(q->code);
	if (drill_time_left(session) >= 0)
		printf("%d s are left.\n", (int)(drill_time_left(session) / 1000));
	printf("%s\n", q->prompt);
	print_options(q);
	int64_t begun = drill_clock();
	while (read_line(p)) {
		if (drill_time_left(session) == 0)
			return DRILL_TIME_OVER;
		answer->ms = drill_clock() - begun;
		bool typing = q->kind == EVLOOP_DRILL_TYPE;
		if (strcmp(p->line, "q") == 0)
			return DRILL_QUIT;
		if (strcmp(p->line, "s") == 0)
			return DRILL_SKIPPED;
		if (strcmp(p->line, "h") == 0) {
			answer->used_hint = answer->used_hint || !session->options->exam;
			printf("%s.\n", session->options->exam ? "There are no hints in an exam" : q->hint);
		} else if (strcmp(p->line, "?") == 0) {
			print_options(q);
		} else if (strcmp(p->line, "x") == 0) {
			printf("%s", p->steps != NULL && !session->options->exam ? p->steps : "There is nothing to step through.\n");
		} else if (typing && p->line[0] == '\0' && answer->typed_count > 0) {
			answer->answer.line_count = answer->typed_count;
			return DRILL_ANSWERED;
		} else if (typing && p->line[0] != '\0') {
			char *copy = answer->typed_count < EVLOOP_DRILL_LINES ? strdup(p->line) : NULL;
			if (copy != NULL)
				answer->lines[answer->typed_count] = answer->typed[answer->typed_count] = copy, answer->typed_count++;
		} else if (p->line[0] == '\0') {
			continue;
		} else if (q->kind == EVLOOP_DRILL_ORDER ? read_order(q, p->line, answer) : read_option(q, p->line, answer)) {
			return DRILL_ANSWERED;
		} else {
			printf("That is no answer: %s.\n", !has_lines(q) ? "a letter of the list" : q->unprinted_count == 0 ? "each number once, all of them" :
														     "numbers of the list, each once");
		}
	}
	return DRILL_QUIT;
}

static bool tell(void *self, const struct evloop_drill_question *q, const char *verdict)
{
	struct plain *p = self;
	free(p->steps);
	p->steps = strdup(q->steps);
	printf("%s", verdict);
	fflush(stdout);
	return !ferror(stdout);
}

static void end(void *self, const char *report)
{
	struct plain *p = self;
	printf("\n%s", report);
	fflush(stdout);
	free(p->steps);
	free(p->line);
	*p = (struct plain){ 0 };
}

struct drill_ui drill_plain_ui(void)
{
	return (struct drill_ui){ &plain, ask, tell, end };
}

void drill_show_question(const struct evloop_drill_question *q, bool with_answer)
{
	printf("%s - level %d - %s - %s\n", q->id, q->level, q->title, q->host);
	print_code(q->code);
	printf("%s\n", q->prompt);
	if (q->kind != EVLOOP_DRILL_TYPE)
		print_options(q);
	if (!with_answer)
		return;
	if (!has_lines(q)) {
		printf("\nThe right answer is %c.\n", (char)('A' + q->right));
		for (size_t i = 0; i < q->shown_count; i++)
			if (q->notes[i][0] != '\0')
				printf(q->kind == EVLOOP_DRILL_BUG ? "%c is not it: %s.\n" : "%c is what you get if you believe that %s.\n", (char)('A' + i), q->notes[i]);
	}
	printf("\nIt prints:\n");
	for (size_t i = 0; i < q->line_count; i++)
		printf("%4zu. %s   (%s: %s)\n", i + 1, q->lines[i], q->kinds[i], q->reasons[i]);
	for (size_t i = 0; i < q->unprinted_count; i++)
		printf("Never printed: %s\n", q->unprinted[i]);
}
