/* SPDX-License-Identifier: MIT */
/*
 * walk.c - see walk.h. The folders that are open are a list from the operand down; each holds the sorted names of its
 * entries and its ignore rules.
 */
#define _POSIX_C_SOURCE 200809L
#define _XOPEN_SOURCE 700
#include "walk.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "ignore.h"

enum { DEEPEST = 1000 };

struct entry {
	char *name; /* owned; folders with a final slash, which also puts them in byte order of whole paths */
	bool folder;
};

struct level {
	struct level *above;
	char *path, *real; /* owned; path is "" for "." */
	struct entry *entries;
	size_t count, at;
	struct ignore_rules *rules;
	bool owns_rules;
	dev_t device;
	ino_t inode;
};

struct walk {
	struct walk_options options;
	size_t next_operand, depth;
	struct level *level;             /* the innermost open folder */
	struct ignore_rules **above;     /* owned rules of the folders above the operand */
	size_t above_count;
	size_t failed_operands, failed_entries;
};

static char *join(const char *folder, const char *name)
{
	size_t n = strlen(folder), m = strlen(name);
	char *path = malloc(n + m + 2);
	if (path == NULL)
		return NULL;
	memcpy(path, folder, n);
	bool slash = n != 0 && folder[n - 1] != '/';
	if (slash)
		path[n++] = '/';
	memcpy(path + n, name, m + 1);
	return path;
}

static char *copy(const char *text)
{
	return join("", text);
}

static void complain(const char *path, const char *why)
{
	fprintf(stderr, "evloop: cannot read %s: %s\n", path, why);
}

struct walk *walk_new(const struct walk_options *options)
{
	struct walk *walk = calloc(1, sizeof *walk);
	if (walk != NULL)
		walk->options = *options;
	return walk;
}

static void close_level(struct walk *walk)
{
	struct level *level = walk->level;
	walk->level = level->above;
	walk->depth--;
	for (size_t i = 0; i < level->count; i++)
		free(level->entries[i].name);
	free(level->entries);
	free(level->path);
	free(level->real);
	if (level->owns_rules)
		ignore_release(level->rules);
	free(level);
}

static void forget_above(struct walk *walk)
{
	while (walk->above_count > 0)
		ignore_release(walk->above[--walk->above_count]);
	free(walk->above);
	walk->above = NULL;
}

void walk_free(struct walk *walk)
{
	if (walk == NULL)
		return;
	while (walk->level != NULL)
		close_level(walk);
	forget_above(walk);
	free(walk);
}

size_t walk_failed_operands(const struct walk *walk)
{
	return walk->failed_operands;
}

size_t walk_failed_entries(const struct walk *walk)
{
	return walk->failed_entries;
}

char *walk_repository(const char *folder)
{
	char *at = copy(folder);
	while (at != NULL && at[0] != '\0') {
		struct stat facts;
		char *git = join(at, ".git");
		bool found = git != NULL && stat(git, &facts) == 0;
		free(git);
		if (found)
			return at;
		char *slash = strrchr(at, '/');
		if (slash == NULL || slash[1] == '\0')
			break;
		slash[slash == at ? 1 : 0] = '\0';
	}
	free(at);
	return NULL;
}

/* The rules of the repository's folders down to the one that holds `real`. */
static struct ignore_rules *rules_above(struct walk *walk, const char *real)
{
	struct ignore_rules *rules = NULL;
	forget_above(walk);
	char *root = walk->options.no_ignore ? NULL : walk_repository(real);
	if (root == NULL)
		return NULL;
	size_t folders = 1;
	for (const char *c = real + strlen(root); *c != '\0'; c++)
		folders += *c == '/';
	walk->above = calloc(folders + 1, sizeof *walk->above);
	for (size_t n = strlen(root); walk->above != NULL && real[n] == '/';) {
		char *folder = copy(real);
		bool owned = false;
		if (folder != NULL) {
			folder[n] = '\0';
			rules = ignore_read(folder, rules, &owned);
			if (owned)
				walk->above[walk->above_count++] = rules;
		}
		free(folder);
		n++;
		while (real[n] != '\0' && real[n] != '/')
			n++;
	}
	free(root);
	return rules;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

/* Is the folder of these facts open already? */
static bool is_open(const struct walk *walk, const struct stat *facts)
{
	for (const struct level *l = walk->level; l != NULL; l = l->above)
		if (l->device == facts->st_dev && l->inode == facts->st_ino)
			return true;
	return false;
}

/* What an entry is: false when it is nothing to give, with a message where that may surprise. */
static bool classify(struct walk *walk, struct level *level, const char *name, bool *folder)
{
	struct stat facts;
	char *path = join(level->path, name), *real = join(level->real, name);
	bool good = false;
	*folder = false;
	if (path == NULL || real == NULL || lstat(real, &facts) != 0) {
		complain(path != NULL ? path : name, strerror(errno));
		walk->failed_entries++;
	} else if (S_ISLNK(facts.st_mode)) {
		if (stat(real, &facts) != 0) {
			if (errno == ELOOP || walk->options.takes(name)) {
				complain(path, errno == ELOOP ? "a loop of symbolic links" : strerror(errno));
				walk->failed_entries++;
			}
		} else if (S_ISDIR(facts.st_mode)) {
			if (is_open(walk, &facts))
				fprintf(stderr, "evloop: %s is a symbolic link back to a folder above it; it is not followed\n", path);
		} else {
			good = S_ISREG(facts.st_mode);
		}
	} else {
		*folder = S_ISDIR(facts.st_mode);
		good = *folder || S_ISREG(facts.st_mode);
	}
	if (good)
		good = (*folder || walk->options.takes(name)) && (walk->options.no_ignore || !ignore_matches(level->rules, real, *folder));
	free(path);
	free(real);
	return good;
}

static bool list(struct walk *walk, struct level *level, DIR *stream)
{
	size_t room = 0;
	for (struct dirent *e; (errno = 0, e = readdir(stream)) != NULL;) {
		bool folder;
		if (e->d_name[0] == '.' || strcmp(e->d_name, "node_modules") == 0 || !classify(walk, level, e->d_name, &folder))
			continue;
		if (level->count == room) {
			struct entry *grown = realloc(level->entries, (room = room * 2 + 16) * sizeof *grown);
			if (grown == NULL)
				return false;
			level->entries = grown;
		}
		char *name = join(e->d_name, "");
		size_t n = strlen(e->d_name);
		if (name == NULL)
			return false;
		if (!folder)
			name[n] = '\0';
		level->entries[level->count++] = (struct entry){ name, folder };
	}
	return errno == 0;
}

/* Open a folder; false (with a message) when that cannot be. Takes path and real over. */
static bool open_folder(struct walk *walk, char *path, char *real, struct ignore_rules *rules)
{
	struct level *level = calloc(1, sizeof *level);
	struct stat facts;
	DIR *stream = level != NULL && path != NULL && real != NULL && walk->depth < DEEPEST ? opendir(real) : NULL;
	if (stream == NULL || stat(real, &facts) != 0) {
		complain(path != NULL && path[0] != '\0' ? path : ".", walk->depth >= DEEPEST ? "folders are nested too deep" : strerror(errno));
		if (stream != NULL)
			closedir(stream);
		free(path);
		free(real);
		free(level);
		return false;
	}
	*level = (struct level){ .above = walk->level, .path = path, .real = real, .device = facts.st_dev, .inode = facts.st_ino };
	level->rules = walk->options.no_ignore ? NULL : ignore_read(real, rules, &level->owns_rules);
	walk->level = level;
	walk->depth++;
	bool good = list(walk, level, stream);
	if (!good)
		complain(path[0] != '\0' ? path : ".", errno != 0 ? strerror(errno) : "no memory");
	closedir(stream);
	if (level->count != 0)
		qsort(level->entries, level->count, sizeof *level->entries, by_name);
	return good;
}

/* "docs/" and "./docs" as "docs"; "." as "". Owned. */
static char *tidy(const char *operand)
{
	while (operand[0] == '.' && operand[1] == '/') {
		operand++;
		while (*operand == '/')
			operand++;
	}
	char *path = copy(strcmp(operand, ".") == 0 ? "" : operand);
	size_t n = path != NULL ? strlen(path) : 0;
	while (n > 1 && path[n - 1] == '/')
		path[--n] = '\0';
	return path;
}

/* True: *file is filled. */
static bool begin_operand(struct walk *walk, const char *operand, struct walk_file *file)
{
	struct stat facts;
	if (strcmp(operand, "-") == 0) {
		*file = (struct walk_file){ copy(operand), NULL, true };
		return file->path != NULL;
	}
	if (stat(operand, &facts) != 0) {
		complain(operand, strerror(errno));
		walk->failed_operands++;
		return false;
	}
	char *real = realpath(operand, NULL);
	if (!S_ISDIR(facts.st_mode)) {
		*file = (struct walk_file){ tidy(operand), real, true };
		return file->path != NULL;
	}
	struct ignore_rules *rules = real != NULL ? rules_above(walk, real) : NULL;
	if (!open_folder(walk, tidy(operand), real, rules))
		walk->failed_operands++;
	return false;
}

bool walk_next(struct walk *walk, struct walk_file *file)
{
	for (;;) {
		struct level *level = walk->level;
		if (level == NULL) {
			if (walk->next_operand == walk->options.count)
				return false;
			if (begin_operand(walk, walk->options.operands[walk->next_operand++], file))
				return true;
			continue;
		}
		if (level->at == level->count) {
			close_level(walk);
			continue;
		}
		const struct entry *entry = &level->entries[level->at++];
		char *path = join(level->path, entry->name), *real = join(level->real, entry->name);
		if (!entry->folder) {
			*file = (struct walk_file){ path, real, false };
			if (path != NULL)
				return true;
			free(real);
			continue;
		}
		if (path != NULL)
			path[strlen(path) - 1] = '\0';
		if (real != NULL)
			real[strlen(real) - 1] = '\0';
		if (!open_folder(walk, path, real, level->rules))
			walk->failed_entries++;
	}
}
