/* SPDX-License-Identifier: MIT */
/*
 * lists.c - the committed lists: a name and a reason a line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "suite.h"

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

static void add(struct list *list, char *line)
{
	char *reason = strstr(line, ": ");
	if (line[0] == '#' || line[0] == '\0')
		return;
	if (reason != NULL) {
		*reason = '\0';
		reason += 2;
	}
	list->entries[list->count++] = (struct entry){ .name = line, .reason = reason != NULL ? reason : line + strlen(line) };
}

bool list_read(struct list *list, const char *path)
{
	size_t length, lines = 1;
	*list = (struct list){ .text = file_read(path, &length) };
	if (list->text == NULL)
		return false;
	for (const char *c = list->text; *c != '\0'; c++)
		lines += *c == '\n';
	list->entries = calloc(lines, sizeof *list->entries);
	if (list->entries == NULL)
		return false;
	for (char *line = list->text, *end; line != NULL; line = end) {
		end = strchr(line, '\n');
		if (end != NULL)
			*end++ = '\0';
		add(list, line);
	}
	qsort(list->entries, list->count, sizeof *list->entries, compare);
	return true;
}

struct entry *list_find(const struct list *list, const char *name, size_t length)
{
	size_t low = 0, high = list->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strncmp(list->entries[middle].name, name, length);
		if (order == 0 && list->entries[middle].name[length] == '\0')
			return &list->entries[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

void list_release(struct list *list)
{
	free(list->entries);
	free(list->text);
	*list = (struct list){ 0 };
}
