/* SPDX-License-Identifier: MIT */
/*
 * ignore.c - see ignore.h.
 */
#define _POSIX_C_SOURCE 200809L
#include "ignore.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "glob.h"

enum { MOST_BYTES = 1 << 20 };

struct rule {
	char *pattern;   /* held against the path below the folder, or its last name; in `text` */
	bool negated, only_folders, whole; /* whole: has a slash, so it is held against the whole path */
};

struct ignore_rules {
	struct ignore_rules *parent;
	char *folder; /* owned; without a final slash */
	char *text;   /* owned */
	struct rule *rules;
	size_t count;
};

/* Cut trailing spaces that no backslash keeps. */
static void trim(char *line)
{
	size_t n = strlen(line);
	while (n > 0 && (line[n - 1] == '\r' || (line[n - 1] == ' ' && (n < 2 || line[n - 2] != '\\'))))
		line[--n] = '\0';
}

static bool read_rule(char *line, struct rule *rule)
{
	trim(line);
	if (line[0] == '\0' || line[0] == '#')
		return false;
	*rule = (struct rule){ 0 };
	if (line[0] == '!') {
		rule->negated = true;
		line++;
	}
	size_t n = strlen(line);
	if (n > 0 && line[n - 1] == '/') {
		rule->only_folders = true;
		line[--n] = '\0';
	}
	rule->whole = strchr(line, '/') != NULL;
	rule->pattern = line[0] == '/' ? line + 1 : line;
	return rule->pattern[0] != '\0';
}

struct ignore_rules *ignore_from_text(const char *folder, const char *text, size_t length, struct ignore_rules *parent)
{
	struct ignore_rules *rules = calloc(1, sizeof *rules);
	size_t lines = 1;
	for (size_t i = 0; i < length; i++)
		lines += text[i] == '\n';
	if (rules == NULL)
		return NULL;
	rules->parent = parent;
	rules->folder = malloc(strlen(folder) + 1);
	rules->text = malloc(length + 1);
	rules->rules = malloc(lines * sizeof *rules->rules);
	if (rules->folder == NULL || rules->text == NULL || rules->rules == NULL) {
		ignore_release(rules);
		return NULL;
	}
	memcpy(rules->folder, folder, strlen(folder) + 1);
	memcpy(rules->text, text, length);
	rules->text[length] = '\0';
	for (char *line = rules->text; line < rules->text + length;) {
		char *end = memchr(line, '\n', (size_t)(rules->text + length - line));
		if (end != NULL)
			*end = '\0';
		size_t n = strlen(line);
		if (read_rule(line, &rules->rules[rules->count]))
			rules->count++;
		line = end != NULL ? end + 1 : line + n + 1;
	}
	return rules;
}

/* Append the file's text and a line end; nothing when there is no such file. False: no memory. */
static bool append_file(const char *folder, const char *name, char **text, size_t *length)
{
	char path[8192];
	int n = snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = n > 0 && (size_t)n < sizeof path ? fopen(path, "rb") : NULL;
	if (file == NULL)
		return true;
	char *grown = realloc(*text, *length + MOST_BYTES + 1);
	if (grown != NULL) {
		*text = grown;
		*length += fread(*text + *length, 1, MOST_BYTES, file);
		(*text)[(*length)++] = '\n';
	}
	fclose(file);
	return grown != NULL;
}

struct ignore_rules *ignore_read(const char *folder, struct ignore_rules *parent, bool *owned)
{
	char *text = NULL;
	size_t length = 0;
	struct ignore_rules *rules = parent;
	*owned = false;
	if (append_file(folder, ".gitignore", &text, &length) && append_file(folder, ".evloopignore", &text, &length) && text != NULL) {
		rules = ignore_from_text(folder, text, length, parent);
		*owned = rules != NULL;
		if (rules == NULL)
			rules = parent;
	}
	free(text);
	return rules;
}

void ignore_release(struct ignore_rules *rules)
{
	if (rules == NULL)
		return;
	free(rules->folder);
	free(rules->text);
	free(rules->rules);
	free(rules);
}

static bool rule_matches(const struct rule *rule, const char *path, bool is_folder)
{
	if (rule->only_folders && !is_folder)
		return false;
	const char *slash = strrchr(path, '/');
	return glob_match(rule->pattern, rule->whole || slash == NULL ? path : slash + 1, GLOB_PLAIN);
}

bool ignore_matches(const struct ignore_rules *rules, const char *path, bool is_folder)
{
	for (; rules != NULL; rules = rules->parent) {
		size_t n = strlen(rules->folder);
		if (strncmp(path, rules->folder, n) != 0 || path[n] != '/')
			continue;
		for (size_t i = rules->count; i-- > 0;)
			if (rule_matches(&rules->rules[i], path + n + 1, is_folder))
				return !rules->rules[i].negated;
	}
	return false;
}
