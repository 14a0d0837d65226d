/* SPDX-License-Identifier: MIT */
/*
 * input.c - reading sources: files, standard input, imported modules.
 */
#define _POSIX_C_SOURCE 200809L
#define _XOPEN_SOURCE 700
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"

enum { MAX_SOURCE = 64 << 20 };

static char *copy_text(const char *text)
{
	size_t n = strlen(text) + 1;
	char *copy = malloc(n);
	if (copy != NULL)
		memcpy(copy, text, n);
	return copy;
}

/* The whole of a stream. NULL: errno tells why (EFBIG: too large). */
static char *read_stream(FILE *file, size_t *length)
{
	size_t capacity = 16384, used = 0;
	char *text = malloc(capacity);
	while (text != NULL) {
		used += fread(text + used, 1, capacity - used - 1, file);
		if (ferror(file) || used > MAX_SOURCE) {
			if (!ferror(file))
				errno = EFBIG;
			free(text);
			return NULL;
		}
		if (used < capacity - 1)
			break;
		capacity *= 2;
		char *grown = realloc(text, capacity);
		if (grown == NULL)
			free(text);
		text = grown;
	}
	if (text != NULL)
		text[used] = '\0';
	*length = used;
	return text;
}

static char *read_path(const char *path, size_t *length)
{
	struct stat status;
	if (stat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
		errno = EISDIR;
		return NULL;
	}
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return NULL;
	char *text = read_stream(file, length);
	int why = errno;
	fclose(file);
	errno = why;
	return text;
}

bool input_open(struct input *input, const char *file, char *message, size_t room)
{
	bool standard = strcmp(file, "-") == 0;
	errno = 0;
	input->path = NULL;
	input->name = standard ? "<stdin>" : file;
	input->text = standard ? read_stream(stdin, &input->length) : read_path(file, &input->length);
	if (input->text == NULL) {
		snprintf(message, room, "evloop: cannot read %s: %s\n", input->name, errno != 0 ? strerror(errno) : "out of memory");
		return false;
	}
	input->path = standard ? copy_text("[stdin]") : realpath(file, NULL);
	return true;
}

bool input_read(struct input *input, const char *file)
{
	char message[512];
	bool good = input_open(input, file, message, sizeof message);
	if (!good)
		fputs(message, stderr);
	return good;
}

bool input_from_text(struct input *input, const char *text)
{
	input->name = "<eval>";
	input->path = copy_text("[eval]");
	input->text = copy_text(text);
	input->length = strlen(text);
	if (input->text == NULL)
		fprintf(stderr, "evloop: out of memory\n");
	return input->text != NULL;
}

void input_release(struct input *input)
{
	free(input->text);
	free(input->path);
}

struct module_file {
	struct module_file *next;
	char *path;
	char *text;
	size_t length;
};

struct module_files {
	struct module_file *first;
};

struct module_files *module_files_new(void)
{
	return calloc(1, sizeof(struct module_files));
}

void module_files_free(struct module_files *files)
{
	if (files == NULL)
		return;
	for (struct module_file *f = files->first; f != NULL;) {
		struct module_file *next = f->next;
		free(f->path);
		free(f->text);
		free(f);
		f = next;
	}
	free(files);
}

/* `specifier` against the folder of `referrer`; owned. Only relative and absolute paths name files. */
static char *resolve(const char *referrer, const char *specifier)
{
	if (strncmp(specifier, "file://", 7) == 0)
		specifier += 7;
	if (specifier[0] == '/')
		return realpath(specifier, NULL);
	if (strncmp(specifier, "./", 2) != 0 && strncmp(specifier, "../", 3) != 0)
		return NULL;
	const char *slash = strrchr(referrer, '/');
	size_t folder = slash != NULL ? (size_t)(slash - referrer) + 1 : 0;
	size_t length = strlen(specifier);
	char *joined = malloc(folder + length + 1);
	if (joined == NULL)
		return NULL;
	memcpy(joined, referrer, folder);
	memcpy(joined + folder, specifier, length + 1);
	char *path = realpath(joined, NULL);
	free(joined);
	return path;
}

static bool is_folder(const char *parent, const char *name)
{
	char path[8192];
	struct stat facts;
	int n = snprintf(path, sizeof path, "%s/%s", parent, name);
	return n > 0 && (size_t)n < sizeof path && stat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a folder as one text, sorted; owned. NULL: it is no folder. */
static char *read_folder(const char *path, size_t *length)
{
	DIR *folder = opendir(path);
	char *names[4096];
	size_t count = 0, size = 1;
	if (folder == NULL)
		return NULL;
	for (struct dirent *entry; count < sizeof names / sizeof names[0] && (entry = readdir(folder)) != NULL;) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		size_t n = strlen(entry->d_name);
		names[count] = malloc(n + 3);
		if (names[count] == NULL)
			break;
		snprintf(names[count], n + 3, "%s%s\n", entry->d_name, is_folder(path, entry->d_name) ? "/" : "");
		size += strlen(names[count++]);
	}
	closedir(folder);
	qsort(names, count, sizeof names[0], by_name);
	char *text = malloc(size);
	size_t at = 0;
	for (size_t i = 0; i < count; i++) {
		size_t n = strlen(names[i]);
		if (text != NULL)
			memcpy(text + at, names[i], n);
		at += n;
		free(names[i]);
	}
	if (text != NULL)
		text[at] = '\0';
	*length = at;
	return text;
}

const char *module_files_read(struct module_files *files, const char *path, size_t *length)
{
	struct module_file *f = calloc(1, sizeof *f);
	char *text = f != NULL ? read_path(path, length) : NULL;
	if (text == NULL) {
		fprintf(stderr, "evloop: cannot read %s: %s\n", path, strerror(errno));
		free(f);
		return NULL;
	}
	*f = (struct module_file){ files->first, copy_text(""), text, *length };
	files->first = f;
	return text;
}

bool module_files_load(void *context, const char *referrer, const char *specifier, const char **path, const char **text,
		       size_t *length)
{
	struct module_files *files = context;
	size_t last = strlen(specifier);
	bool folder = last > 1 && specifier[last - 1] == '/';
	char *found = resolve(referrer, specifier);
	if (found != NULL && folder) {
		/* A folder is remembered apart from a file of this name. */
		char *longer = realloc(found, strlen(found) + 2);
		if (longer == NULL)
			free(found);
		else
			strcat(longer, "/");
		found = longer;
	}
	if (found == NULL)
		return false;
	for (struct module_file *f = files->first; f != NULL; f = f->next) {
		if (strcmp(f->path, found) == 0) {
			free(found);
			*path = f->path;
			*text = f->text;
			*length = f->length;
			return true;
		}
	}
	struct module_file *f = malloc(sizeof *f);
	char *content = folder ? read_folder(found, length) : read_path(found, length);
	if (f == NULL || content == NULL) {
		free(f);
		free(content);
		free(found);
		return false;
	}
	*f = (struct module_file){ files->first, found, content, *length };
	files->first = f;
	*path = found;
	*text = content;
	return true;
}
