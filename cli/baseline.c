/* SPDX-License-Identifier: MIT */
/*
 * baseline.c - see baseline.h.
 */
#define _POSIX_C_SOURCE 200809L
#define _XOPEN_SOURCE 700
#include "baseline.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"
#include "jsonc.h"
#include "walk.h"

static int by_fingerprint(const void *a, const void *b)
{
	return strcmp(((const struct baseline_entry *)a)->fingerprint, ((const struct baseline_entry *)b)->fingerprint);
}

static int by_sample(const void *a, const void *b)
{
	const struct baseline_entry *x = a, *y = b;
	int order = strcmp(x->sample != NULL ? x->sample : "", y->sample != NULL ? y->sample : "");
	if (order == 0)
		order = x->rule < y->rule ? -1 : x->rule > y->rule;
	return order != 0 ? order : by_fingerprint(a, b);
}

bool baseline_add(struct baseline *baseline, const char *fingerprint, unsigned rule, const char *sample)
{
	if ((baseline->count & (baseline->count - 1)) == 0) {
		struct baseline_entry *grown = realloc(baseline->entries, (baseline->count * 2 + 1) * sizeof *grown);
		if (grown == NULL)
			return false;
		baseline->entries = grown;
	}
	struct baseline_entry *entry = &baseline->entries[baseline->count++];
	*entry = (struct baseline_entry){ .rule = rule };
	snprintf(entry->fingerprint, sizeof entry->fingerprint, "%s", fingerprint);
	if (sample != NULL && (entry->sample = malloc(strlen(sample) + 1)) != NULL)
		strcpy(entry->sample, sample);
	return sample == NULL || entry->sample != NULL;
}

void baseline_release(struct baseline *baseline)
{
	for (size_t i = 0; i < baseline->count; i++)
		free(baseline->entries[i].sample);
	free(baseline->entries);
	*baseline = (struct baseline){ 0 };
}

bool baseline_has(const struct baseline *baseline, const char *fingerprint)
{
	struct baseline_entry wanted = { 0 };
	snprintf(wanted.fingerprint, sizeof wanted.fingerprint, "%s", fingerprint);
	return baseline->count != 0 && bsearch(&wanted, baseline->entries, baseline->count, sizeof wanted, by_fingerprint) != NULL;
}

/* The path of the file, or an empty text. */
static void find(char *path, size_t room)
{
	char here[PATH_MAX];
	struct stat facts;
	path[0] = '\0';
	if (realpath(".", here) == NULL)
		return;
	char *root = walk_repository(here);
	for (;;) {
		if (snprintf(path, room, "%s/" BASELINE_NAME, here) < (int)room && stat(path, &facts) == 0)
			break;
		path[0] = '\0';
		char *slash = strrchr(here, '/');
		if (root == NULL || strcmp(root, here) == 0 || slash == NULL || slash == here)
			break;
		*slash = '\0';
	}
	free(root);
}

bool baseline_read(struct baseline *baseline)
{
	char path[PATH_MAX + sizeof BASELINE_NAME + 2];
	struct input input;
	*baseline = (struct baseline){ 0 };
	find(path, sizeof path);
	if (path[0] == '\0')
		return true;
	if (!input_read(&input, path))
		return false;
	struct json_document document;
	bool good = json_read(&document, input.text, input.length, JSON_STRICT);
	const struct json_value *version = good ? json_member(document.root, "evloop") : NULL;
	const struct json_value *findings = good ? json_member(document.root, "findings") : NULL;
	if (good && (version == NULL || version->kind != JSON_NUMBER || version->number != 1 || findings == NULL || findings->kind != JSON_ARRAY))
		good = false;
	for (const struct json_value *v = good ? findings->first : NULL; v != NULL && good; v = v->next) {
		const struct json_value *fingerprint = json_member(v, "fingerprint");
		good = fingerprint != NULL && fingerprint->kind == JSON_STRING && baseline_add(baseline, fingerprint->string, 0, NULL);
	}
	if (!good)
		fprintf(stderr, "evloop: %s is no baseline of this version; write it again with --write-baseline\n", path);
	if (baseline->count != 0)
		qsort(baseline->entries, baseline->count, sizeof *baseline->entries, by_fingerprint);
	json_release(&document);
	input_release(&input);
	return good;
}

static void write_string(FILE *file, const char *text)
{
	fputc('"', file);
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text < 0x20)
			fprintf(file, "\\u%04x", (unsigned)(unsigned char)*text);
		else
			fprintf(file, *text == '"' || *text == '\\' ? "\\%c" : "%c", *text);
	}
	fputc('"', file);
}

bool baseline_write(struct baseline *baseline)
{
	FILE *file = fopen(BASELINE_NAME, "wb");
	if (file != NULL) {
		if (baseline->count != 0)
			qsort(baseline->entries, baseline->count, sizeof *baseline->entries, by_sample);
		fputs("{\"evloop\": 1, \"findings\": [", file);
		for (size_t i = 0; i < baseline->count; i++) {
			const struct baseline_entry *e = &baseline->entries[i];
			fprintf(file, "%s\n  {\"fingerprint\": \"%s\", \"rule\": \"EV%u\", \"sample\": ", i == 0 ? "" : ",", e->fingerprint, e->rule);
			if (e->sample != NULL)
				write_string(file, e->sample);
			else
				fputs("null", file);
			fputc('}', file);
		}
		fputs(baseline->count != 0 ? "\n]}\n" : "]}\n", file);
	}
	bool good = file != NULL && !ferror(file);
	if (file != NULL && fclose(file) != 0)
		good = false;
	if (!good)
		fprintf(stderr, "evloop: cannot write " BASELINE_NAME ": %s\n", strerror(errno));
	return good;
}
