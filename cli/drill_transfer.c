/* SPDX-License-Identifier: MIT */
/*
 * drill_transfer.c - progress in and out: lines of JSON (one answer each), and cards for Anki as tab-separated text.
 */
#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "drill.h"

/* A string of JSON; what is no ASCII stays as it is. */
static void print_string(const char *text)
{
	fputc('"', stdout);
	for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
		if (*c == '"' || *c == '\\')
			printf("\\%c", *c);
		else if (*c == '\n')
			fputs("\\n", stdout);
		else if (*c < 0x20)
			printf("\\u%04x", *c);
		else
			fputc(*c, stdout);
	}
	fputc('"', stdout);
}

static void print_member(const char *name, const char *text)
{
	printf(",\"%s\":", name);
	print_string(text);
}

static void print_entry(void *context, const struct evloop_drill_entry *entry)
{
	(void)context;
	printf("{\"v\":1,\"at\":%lld,\"ms\":%lld,\"score\":%.17g", (long long)entry->at, (long long)entry->ms, entry->score);
	print_member("uid", entry->uid);
	print_member("question", entry->question);
	print_member("kind", entry->kind);
	print_member("host", entry->host);
	print_member("ratings", entry->ratings);
	fputs("}\n", stdout);
}

/* Front and back of a card: the rule's title, its text, its name as a tag. */
static void print_anki(void)
{
	printf("#separator:tab\n#html:false\n#tags column:3\n");
	for (size_t rule = 0; rule < evloop_drill_rule_count(); rule++)
		printf("Why: %s?\t%s\tevloop::%s\n", evloop_drill_rule_title(rule), evloop_drill_rule_text(rule), evloop_drill_rule_name(rule));
}

int drill_export(struct evloop_drill_store *store, const char *format)
{
	bool ok = true;
	if (strcmp(format, "anki") == 0)
		print_anki();
	else
		ok = evloop_drill_store_each(store, print_entry, NULL);
	if (!ok)
		fprintf(stderr, "evloop drill: the store cannot be read\n");
	return output_finish() && ok ? EXIT_OK : EXIT_FAILED;
}

/* ------------------------------------------------------------------ import */

/* The text after "name": in a line of our own JSON; NULL: it is not there. */
static const char *member(const char *line, const char *name)
{
	char wanted[40];
	snprintf(wanted, sizeof wanted, "\"%s\":", name);
	const char *found = strstr(line, wanted);
	return found != NULL ? found + strlen(wanted) : NULL;
}

/* Copy a string of JSON without escapes beyond \" and \\; false: it is none, or too long. */
static bool read_string(const char *line, const char *name, char *out, size_t size)
{
	const char *c = member(line, name);
	size_t length = 0;
	if (c == NULL || *c != '"')
		return false;
	for (c++; *c != '"' && *c != '\0' && length + 1 < size; c++) {
		if (*c == '\\' && *++c != '"' && *c != '\\')
			return false;
		out[length++] = *c;
	}
	out[length] = '\0';
	return *c == '"';
}

static bool read_number(const char *line, const char *name, double *out)
{
	const char *c = member(line, name);
	char *end;
	if (c == NULL)
		return false;
	*out = strtod(c, &end);
	return end != c && isfinite(*out) && fabs(*out) < 1e15;
}

static bool read_entry(const char *line, struct evloop_drill_entry *entry, char texts[5][4096])
{
	double version, at, ms, score;
	if (!read_number(line, "v", &version) || version != 1 || !read_number(line, "at", &at) || !read_number(line, "ms", &ms) ||
	    !read_number(line, "score", &score) || score < 0 || score > 1)
		return false;
	static const char *const names[] = { "uid", "question", "kind", "host", "ratings" };
	for (int i = 0; i < 5; i++)
		if (!read_string(line, names[i], texts[i], 4096))
			return false;
	*entry = (struct evloop_drill_entry){ .uid = texts[0], .at = (int64_t)at, .ms = (int64_t)ms, .question = texts[1],
					      .kind = texts[2], .host = texts[3], .score = score, .ratings = texts[4] };
	return texts[0][0] != '\0';
}

int drill_import(struct evloop_drill_store *store, const char *file)
{
	struct input input;
	char texts[5][4096];
	size_t line = 1, added_count = 0, known = 0;
	bool ok = true;
	if (!input_read(&input, file))
		return EXIT_FAILED;
	for (char *c = input.text; ok && *c != '\0'; line++) {
		char *end = strchr(c, '\n');
		char *next = end != NULL ? end + 1 : c + strlen(c);
		struct evloop_drill_entry entry;
		bool added;
		if (end != NULL)
			*end = '\0';
		if (*c != '\0') {
			ok = read_entry(c, &entry, texts) && evloop_drill_store_import(store, &entry, &added);
			if (ok && added)
				added_count++;
			else if (ok)
				known++;
			else
				fprintf(stderr, "evloop drill: %s:%zu is no answer of `evloop drill export`\n", input.name, line);
		}
		c = next;
	}
	input_release(&input);
	if (added_count != 0 && !evloop_drill_store_rebuild(store))
		ok = false;
	fprintf(stderr, "%zu answers added, %zu were there already\n", added_count, known);
	return ok ? EXIT_OK : EXIT_FAILED;
}

/* --------------------------------------------------------------- questions */

static void print_strings(const char *name, const char *const *texts, size_t count)
{
	printf(",\"%s\":[", name);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			fputc(',', stdout);
		print_string(texts[i]);
	}
	fputc(']', stdout);
}

void drill_print_question(const struct evloop_drill_question *q)
{
	bool has_options = q->kind != EVLOOP_DRILL_ORDER && q->kind != EVLOOP_DRILL_TYPE;
	printf("{\"v\":1,\"level\":%d", q->level);
	print_member("id", q->id);
	print_member("kind", evloop_drill_kind_name(q->kind));
	print_member("topic", q->topic);
	print_member("host", q->host);
	print_member("code", q->code);
	print_member("prompt", q->prompt);
	print_strings("lines", q->lines, q->line_count);
	if (q->unprinted_count != 0)
		print_strings("unprinted", q->unprinted, q->unprinted_count);
	if (has_options) {
		print_strings("options", q->shown, q->shown_count);
		print_strings("beliefs", q->notes, q->shown_count);
		printf(",\"right\":%zu", q->right);
	}
	printf(",\"rules\":[");
	for (size_t i = 0; i < q->rule_count; i++)
		printf("%s\"%s\"", i > 0 ? "," : "", evloop_drill_rule_name(q->rules[i]));
	fputs("]}\n", stdout);
}
