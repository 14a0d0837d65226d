/* SPDX-License-Identifier: MIT */
/*
 * drill_samples.c - the person's own snippets: JavaScript files, and fences of Markdown that are tagged as JavaScript.
 */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "drill.h"

enum { DEPTH = 12, MOST = 20000, LARGEST = 4000 };

static bool add(struct drill_samples *samples, const char *name, const char *code, size_t length)
{
	if (samples->count >= MOST || length > LARGEST)
		return true;
	if ((samples->count & (samples->count + 1)) == 0 || samples->items == NULL) {
		struct drill_sample *grown = realloc(samples->items, (samples->count * 2 + 2) * sizeof *grown);
		if (grown == NULL)
			return false;
		samples->items = grown;
	}
	struct drill_sample *sample = &samples->items[samples->count];
	sample->name = strdup(name);
	sample->code = strndup(code, length);
	if (sample->name == NULL || sample->code == NULL) {
		free(sample->name);
		free(sample->code);
		return false;
	}
	samples->count++;
	return true;
}

static bool has_suffix(const char *name, const char *suffix)
{
	size_t length = strlen(name), tail = strlen(suffix);
	return length > tail && strcmp(name + length - tail, suffix) == 0;
}

/* The length of a line's run of ` or ~ after its indent; 0: no fence. */
static size_t fence_of(const char *line, char *mark)
{
	while (*line == ' ' || *line == '\t')
		line++;
	size_t length = 0;
	*mark = *line;
	while ((*mark == '`' || *mark == '~') && line[length] == *mark)
		length++;
	return length >= 3 ? length : 0;
}

static bool is_javascript(const char *line)
{
	static const char *const tags[] = { "js", "javascript", "mjs", "cjs", "node" };
	while (*line == ' ' || *line == '\t' || *line == '`' || *line == '~')
		line++;
	size_t length = strcspn(line, " \t\r\n{,");
	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (strlen(tags[i]) == length && strncmp(line, tags[i], length) == 0)
			return true;
	return false;
}

static bool read_fences(struct drill_samples *samples, const char *name, const char *text)
{
	const char *begin = NULL;
	size_t open = 0, line = 1, begin_line = 0;
	char mark = 0;
	bool wanted = false;
	for (const char *c = text; *c != '\0'; line++) {
		const char *end = strchr(c, '\n');
		const char *next = end != NULL ? end + 1 : c + strlen(c);
		char this_mark;
		size_t length = fence_of(c, &this_mark);
		if (open == 0 && length != 0) {
			open = length;
			mark = this_mark;
			wanted = is_javascript(c);
			begin = next;
			begin_line = line + 1;
		} else if (open != 0 && length >= open && this_mark == mark) {
			char at[320];
			snprintf(at, sizeof at, "%.280s:%zu", name, begin_line);
			if (wanted && !add(samples, at, begin, (size_t)(c - begin)))
				return false;
			open = 0;
		}
		c = next;
	}
	return true;
}

static bool read_file(struct drill_samples *samples, const char *path)
{
	struct input input;
	const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
	bool script = has_suffix(path, ".js") || has_suffix(path, ".mjs") || has_suffix(path, ".cjs");
	bool markdown = has_suffix(path, ".md") || has_suffix(path, ".mdx") || has_suffix(path, ".markdown");
	if (!script && !markdown)
		return true;
	if (!input_read(&input, path))
		return false;
	bool ok = script ? add(samples, name, input.text, input.length) : read_fences(samples, name, input.text);
	input_release(&input);
	return ok;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool read_path(struct drill_samples *samples, const char *path, int depth)
{
	struct stat status;
	if (stat(path, &status) != 0) {
		fprintf(stderr, "evloop drill: there is no %s\n", path);
		return false;
	}
	if (!S_ISDIR(status.st_mode))
		return read_file(samples, path);
	DIR *folder = depth < DEPTH ? opendir(path) : NULL;
	char *names[2048];
	size_t count = 0;
	bool ok = true;
	if (folder == NULL)
		return true;
	for (struct dirent *entry; count < sizeof names / sizeof names[0] && (entry = readdir(folder)) != NULL;)
		if (entry->d_name[0] != '.' && strcmp(entry->d_name, "node_modules") != 0 && (names[count] = strdup(entry->d_name)) != NULL)
			count++;
	closedir(folder);
	qsort(names, count, sizeof names[0], by_name);
	for (size_t i = 0; i < count; i++) {
		char full[4096];
		int length = snprintf(full, sizeof full, "%s/%s", path, names[i]);
		if (ok && length > 0 && (size_t)length < sizeof full)
			ok = read_path(samples, full, depth + 1);
		free(names[i]);
	}
	return ok;
}

bool drill_samples_read(struct drill_samples *samples, const char *path)
{
	return read_path(samples, path, 0);
}

void drill_samples_release(struct drill_samples *samples)
{
	for (size_t i = 0; i < samples->count; i++) {
		free(samples->items[i].name);
		free(samples->items[i].code);
	}
	free(samples->items);
	*samples = (struct drill_samples){ 0 };
}
