/* SPDX-License-Identifier: MIT */
/*
 * config.c - see config.h. Files are read once and kept; the folders of the last document are remembered, because
 * documents come folder by folder.
 */
#define _POSIX_C_SOURCE 200809L
#define _XOPEN_SOURCE 700
#include "config.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <evloop/check.h>

#include "cli.h"
#include "glob.h"
#include "jsonc.h"
#include "walk.h"

#define CONFIG_NAME ".evloop.jsonc"

struct key {
	const char *name;
	enum config_kind kind;
	size_t offset;
	const char *variable;
};

static const struct key keys[] = {
#define CONFIG_KEY(name, kind, member, variable) { name, CONFIG_##kind, offsetof(struct settings, member), variable },
#include "config_keys.def"
#undef CONFIG_KEY
};
enum { KEYS = sizeof keys / sizeof keys[0] };

/* The values that one object of a file gives: of the file itself, or of one of its overrides. */
struct layer {
	struct layer *next;         /* weaker ones follow */
	struct setting_list files;  /* of an override; count 0: for all */
	struct settings values;
	bool has[KEYS];
};

struct config_file {
	struct config_file *next;
	char *path, *folder;
	char *text;
	struct json_document document;
	struct layer *layers; /* the strongest first */
};

/* A folder on the way to the last document, and its file. */
struct step {
	char *folder;
	struct config_file *file; /* NULL: it has none */
};

struct config {
	bool none;
	struct config_file *files;  /* all that were read, owned */
	struct config_file *only;   /* --config */
	struct config_file *user;
	struct layer *environment;
	struct json_document environment_lists;
	struct step *steps;
	size_t step_count;
	char *base;                 /* the working folder */
};

/* ------------------------------------------------------------------ reading */

static bool complain(const struct config_file *file, size_t at, const char *what, const char *detail)
{
	unsigned line, column;
	json_place(file->text, strlen(file->text), at, &line, &column);
	fprintf(stderr, "evloop: %s:%u:%u: %s%s%s\n", file->path, line, column, what, detail != NULL ? ": " : "", detail != NULL ? detail : "");
	return false;
}

static void *member(struct settings *settings, const struct key *key)
{
	return (char *)settings + key->offset;
}

static const char *key_name(const void *table, size_t index)
{
	(void)table;
	static const char *const others[] = { "overrides", "files", "$schema" };
	if (index < KEYS)
		return keys[index].name;
	return index < KEYS + sizeof others / sizeof others[0] ? others[index - KEYS] : NULL;
}

/* A string, or an array of strings; labels also as an object of such. */
static bool read_list(const struct config_file *file, const struct json_value *value, bool nested, struct setting_list *list)
{
	const char **items = realloc((void *)list->items, (list->count + value->length + 1) * sizeof *items);
	if (items == NULL)
		return complain(file, value->start, "the system gives no memory", NULL);
	list->items = items;
	list->folder = file->folder;
	if (value->kind == JSON_STRING) {
		items[list->count++] = value->string;
		return true;
	}
	if (value->kind != JSON_ARRAY && !(nested && value->kind == JSON_OBJECT))
		return complain(file, value->start, "a list of strings is wanted here", NULL);
	for (const struct json_value *v = value->first; v != NULL; v = v->next) {
		if (value->kind == JSON_OBJECT) {
			if (!read_list(file, v, false, list))
				return false;
		} else if (v->kind == JSON_STRING) {
			((const char **)list->items)[list->count++] = v->string;
		} else {
			return complain(file, v->start, "a string is wanted here", NULL);
		}
	}
	return true;
}

static bool is_confidence(const char *text)
{
	return strcmp(text, "certain") == 0 || strcmp(text, "high") == 0 || strcmp(text, "medium") == 0;
}

static bool read_hosts(const struct config_file *file, const struct json_value *value, struct setting_list *list)
{
	if (!read_list(file, value, false, list))
		return false;
	for (size_t i = 0; i < list->count; i++)
		if (evloop_check_hosts(list->items[i]) == 0)
			return complain(file, value->start, "there is no host of this name", list->items[i]);
	return true;
}

static bool is_good_count(const struct key *key, int64_t number)
{
	return key->kind == CONFIG_NODE ? number == 20 || number == 22 || number == 24 : key->kind == CONFIG_SEED ? number <= INT32_MAX : true;
}

static bool read_value(const struct config_file *file, const struct key *key, const struct json_value *value, struct settings *settings)
{
	void *to = member(settings, key);
	switch (key->kind) {
	case CONFIG_FLAG:
		if (value->kind != JSON_TRUE && value->kind != JSON_FALSE)
			return complain(file, value->start, "true or false is wanted here", NULL);
		*(bool *)to = value->kind == JSON_TRUE;
		return true;
	case CONFIG_COUNT:
	case CONFIG_SEED:
	case CONFIG_NODE:
		if (value->kind != JSON_NUMBER || value->number < 0 || value->number > 9e15 || value->number != (double)(int64_t)value->number)
			return complain(file, value->start, "a whole number is wanted here", NULL);
		if (!is_good_count(key, (int64_t)value->number))
			return complain(file, value->start, key->kind == CONFIG_NODE ? "this is one of 20, 22, 24" : "this number is too large", NULL);
		*(int64_t *)to = (int64_t)value->number;
		return true;
	case CONFIG_CONFIDENCE:
	case CONFIG_ZONE:
	case CONFIG_TEXT:
	case CONFIG_MOMENT:
		if (value->kind != JSON_STRING)
			return complain(file, value->start, "a string is wanted here", NULL);
		if (key->kind == CONFIG_CONFIDENCE && !is_confidence(value->string))
			return complain(file, value->start, "this is one of certain, high, medium", NULL);
		if (key->kind == CONFIG_ZONE && !evloop_tz_exists(value->string))
			return complain(file, value->start, "there is no time zone of this name", value->string);
		if (key->kind == CONFIG_MOMENT && !evloop_now_valid(value->string))
			return complain(file, value->start, "this is a date such as 2024-02-29T12:00:00Z", NULL);
		*(const char **)to = value->string;
		return true;
	case CONFIG_HOSTS:
		return read_hosts(file, value, to);
	case CONFIG_LIST:
	case CONFIG_LABELS:
		return read_list(file, value, key->kind == CONFIG_LABELS, to);
	}
	return false;
}

static bool read_overrides(struct config_file *file, const struct json_value *value);

static bool read_layer(struct config_file *file, const struct json_value *object, bool override)
{
	struct layer *layer = calloc(1, sizeof *layer);
	if (layer == NULL)
		return complain(file, object->start, "the system gives no memory", NULL);
	layer->next = file->layers;
	file->layers = layer;
	for (const struct json_value *v = object->first; v != NULL; v = v->next) {
		size_t i = 0;
		while (i < KEYS && strcmp(keys[i].name, v->key) != 0)
			i++;
		if (i < KEYS) {
			if (layer->has[i])
				return complain(file, v->key_start, "this key stands here twice", v->key);
			layer->has[i] = true;
			if (!read_value(file, &keys[i], v, &layer->values))
				return false;
		} else if (override && strcmp(v->key, "files") == 0) {
			if (!read_list(file, v, false, &layer->files))
				return false;
		} else if (!override && strcmp(v->key, "overrides") == 0) {
			continue;
		} else if (override || strcmp(v->key, "$schema") != 0) {
			const char *near = nearest_name(v->key, key_name, NULL);
			char detail[200];
			snprintf(detail, sizeof detail, near != NULL ? "'%.60s'; did you mean '%.60s'?" : "'%.60s'", v->key, near);
			return complain(file, v->key_start, "there is no such key", detail);
		}
	}
	if (override && layer->files.count == 0)
		return complain(file, object->start, "an override names its files: \"files\"", NULL);
	/* later overrides are stronger than earlier ones, and all of them than the file's own values */
	return override || read_overrides(file, json_member(object, "overrides"));
}

static bool read_overrides(struct config_file *file, const struct json_value *value)
{
	if (value == NULL)
		return true;
	if (value->kind != JSON_ARRAY)
		return complain(file, value->start, "\"overrides\" is a list of objects", NULL);
	for (const struct json_value *v = value->first; v != NULL; v = v->next) {
		if (v->kind != JSON_OBJECT)
			return complain(file, v->start, "an object is wanted here", NULL);
		if (!read_layer(file, v, true))
			return false;
	}
	return true;
}

static char *join(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b);
	char *text = malloc(n + m + 1);
	if (text != NULL) {
		memcpy(text, a, n);
		memcpy(text + n, b, m + 1);
	}
	return text;
}

/* Read and keep a file. NULL: it is not good, a message stands on standard error. */
static struct config_file *read_file(struct config *config, const char *path)
{
	struct input input;
	if (!input_read(&input, path))
		return NULL;
	struct config_file *file = calloc(1, sizeof *file);
	if (file == NULL) {
		input_release(&input);
		return NULL;
	}
	file->next = config->files;
	config->files = file;
	file->text = input.text;
	file->path = join(path, "");
	file->folder = input.path != NULL ? input.path : join(path, "");
	char *slash = file->folder != NULL ? strrchr(file->folder, '/') : NULL;
	if (slash != NULL)
		*slash = '\0';
	if (file->path == NULL || file->folder == NULL)
		return NULL;
	if (!json_read(&file->document, input.text, input.length, JSON_COMMENTS)) {
		complain(file, file->document.error_at, file->document.error, NULL);
		return NULL;
	}
	if (file->document.root->kind != JSON_OBJECT) {
		complain(file, file->document.root->start, "a configuration is an object", NULL);
		return NULL;
	}
	return read_layer(file, file->document.root, false) ? file : NULL;
}

static bool is_file(const char *path)
{
	struct stat facts;
	return stat(path, &facts) == 0 && S_ISREG(facts.st_mode);
}

/* -------------------------------------------------------------- environment */

static bool read_variable(const struct key *key, const char *text, struct layer *layer)
{
	void *to = member(&layer->values, key);
	char *end;
	switch (key->kind) {
	case CONFIG_FLAG:
		*(bool *)to = strcmp(text, "0") != 0 && strcmp(text, "false") != 0;
		return true;
	case CONFIG_COUNT:
	case CONFIG_SEED:
	case CONFIG_NODE:
		*(int64_t *)to = strtoll(text, &end, 10);
		return text[0] >= '0' && text[0] <= '9' && *end == '\0' && is_good_count(key, *(int64_t *)to);
	case CONFIG_CONFIDENCE:
		*(const char **)to = text;
		return is_confidence(text);
	case CONFIG_ZONE:
		*(const char **)to = text;
		return evloop_tz_exists(text);
	case CONFIG_TEXT:
		*(const char **)to = text;
		return true;
	case CONFIG_MOMENT:
		*(const char **)to = text;
		return evloop_now_valid(text);
	case CONFIG_HOSTS: {
		const char **items = malloc(sizeof *items);
		if (items == NULL || evloop_check_hosts(text) == 0) {
			free(items);
			return false;
		}
		items[0] = text;
		*(struct setting_list *)to = (struct setting_list){ items, 1, "" };
		return true;
	}
	default:
		return false;
	}
}

static bool read_environment(struct config *config)
{
	config->environment = calloc(1, sizeof *config->environment);
	for (size_t i = 0; i < KEYS && config->environment != NULL; i++) {
		const char *text = keys[i].variable != NULL ? getenv(keys[i].variable) : NULL;
		if (text == NULL || text[0] == '\0')
			continue;
		if (!read_variable(&keys[i], text, config->environment)) {
			fprintf(stderr, "evloop: %s has no good value: '%s'\n", keys[i].variable, text);
			return false;
		}
		config->environment->has[i] = true;
	}
	return config->environment != NULL;
}

/* False: the file is there, but is not good. */
static bool read_user(struct config *config)
{
	const char *home = getenv("XDG_CONFIG_HOME");
	bool xdg = home != NULL && home[0] == '/';
	if (!xdg)
		home = getenv("HOME");
	if (home == NULL || home[0] != '/')
		return true;
	char *path = join(home, xdg ? "/evloop/config.jsonc" : "/.config/evloop/config.jsonc");
	bool good = path != NULL;
	if (good && is_file(path)) {
		config->user = read_file(config, path);
		good = config->user != NULL;
	}
	free(path);
	return good;
}

struct config *config_new(const char *path, bool none)
{
	struct config *config = calloc(1, sizeof *config);
	if (config == NULL)
		return NULL;
	config->none = none;
	config->base = realpath(".", NULL);
	bool good = config->base != NULL && read_environment(config);
	if (good && path != NULL) {
		config->only = read_file(config, path);
		good = config->only != NULL;
	} else if (good && !none) {
		good = read_user(config);
	}
	if (good)
		return config;
	config_free(config);
	return NULL;
}

static void release_layer(struct layer *layer)
{
	for (size_t i = 0; i < KEYS; i++)
		if (keys[i].kind == CONFIG_HOSTS || keys[i].kind == CONFIG_LIST || keys[i].kind == CONFIG_LABELS)
			free((void *)((struct setting_list *)member(&layer->values, &keys[i]))->items);
	free((void *)layer->files.items);
	free(layer);
}

void config_free(struct config *config)
{
	if (config == NULL)
		return;
	for (struct config_file *f = config->files; f != NULL;) {
		struct config_file *next = f->next;
		while (f->layers != NULL) {
			struct layer *layer = f->layers;
			f->layers = layer->next;
			release_layer(layer);
		}
		json_release(&f->document);
		free(f->path);
		free(f->folder);
		free(f->text);
		free(f);
		f = next;
	}
	while (config->step_count > 0)
		free(config->steps[--config->step_count].folder);
	free(config->steps);
	if (config->environment != NULL)
		release_layer(config->environment);
	free(config->base);
	free(config);
}

/* ------------------------------------------------------------------ merging */

/* "docs/a.md" for "/x/docs/a.md" and "/x"; NULL when it is not below. */
static const char *below(const char *folder, const char *path)
{
	size_t n = strlen(folder);
	if (n == 1 && folder[0] == '/')
		return path + 1;
	return strncmp(path, folder, n) == 0 && path[n] == '/' ? path + n + 1 : NULL;
}

bool config_list_matches(const struct setting_list *list, const char *real, bool when_empty)
{
	bool matched = false, positive = false;
	const char *path = list->folder != NULL && real != NULL ? below(list->folder, real) : NULL;
	if (list->count == 0)
		return when_empty;
	if (path == NULL)
		return false;
	for (size_t i = 0; i < list->count; i++)
		positive |= list->items[i][0] != '!';
	matched = !positive; /* only exceptions: from all */
	for (size_t i = 0; i < list->count; i++) {
		const char *pattern = list->items[i];
		bool negated = pattern[0] == '!';
		if (glob_match(pattern + negated, path, GLOB_BRACES))
			matched = !negated;
	}
	return matched;
}

bool config_wants(const struct settings *settings, const char *real)
{
	return config_list_matches(&settings->include, real, true) && !config_list_matches(&settings->exclude, real, false);
}

/* Where each key's value comes from, for --print-config. */
struct origins {
	const char *names[KEYS];
};

static void take(const struct layer *layer, const char *origin, const char *real, struct settings *settings, struct origins *origins)
{
	if (layer->files.count != 0 && !config_list_matches(&layer->files, real, false))
		return;
	for (size_t i = 0; i < KEYS; i++) {
		if (!layer->has[i] || origins->names[i] != NULL)
			continue;
		struct settings *from = (struct settings *)&layer->values;
		void *to = member(settings, &keys[i]), *value = member(from, &keys[i]);
		origins->names[i] = origin;
		switch (keys[i].kind) {
		case CONFIG_FLAG:
			*(bool *)to = *(bool *)value;
			break;
		case CONFIG_COUNT:
		case CONFIG_SEED:
		case CONFIG_NODE:
			*(int64_t *)to = *(int64_t *)value;
			break;
		case CONFIG_CONFIDENCE:
		case CONFIG_ZONE:
		case CONFIG_TEXT:
		case CONFIG_MOMENT:
			*(const char **)to = *(const char **)value;
			break;
		case CONFIG_HOSTS:
		case CONFIG_LIST:
		case CONFIG_LABELS:
			*(struct setting_list *)to = *(struct setting_list *)value;
			break;
		}
	}
}

static void take_file(const struct config_file *file, const char *real, struct settings *settings, struct origins *origins)
{
	for (const struct layer *layer = file != NULL ? file->layers : NULL; layer != NULL; layer = layer->next)
		take(layer, file->path, real, settings, origins);
}

/* Make the steps those from the root of search down to `folder`. False: a file is not good. */
static bool step_to(struct config *config, const char *folder)
{
	size_t keep = 0;
	char *root = walk_repository(folder);
	const char *top = root != NULL ? root : below(config->base, folder) != NULL || strcmp(config->base, folder) == 0 ? config->base : folder;
	while (keep < config->step_count && strlen(config->steps[keep].folder) >= strlen(top) &&
	       (strcmp(config->steps[keep].folder, folder) == 0 || below(config->steps[keep].folder, folder) != NULL))
		keep++;
	if (keep > 0 && strcmp(config->steps[0].folder, top) != 0)
		keep = 0;
	while (config->step_count > keep)
		free(config->steps[--config->step_count].folder);
	size_t length = keep > 0 ? strlen(config->steps[keep - 1].folder) : strlen(top);
	bool good = true;
	for (bool first = keep == 0; good && (first || folder[length] != '\0'); first = false) {
		if (!first) {
			length++;
			while (folder[length] != '\0' && folder[length] != '/')
				length++;
		}
		struct step *grown = realloc(config->steps, (config->step_count + 1) * sizeof *grown);
		char *at = join(folder, ""), *path = NULL;
		if (grown != NULL)
			config->steps = grown;
		good = grown != NULL && at != NULL;
		if (at != NULL) {
			at[length] = '\0';
			path = join(at, "/" CONFIG_NAME);
		}
		if (good && path != NULL) {
			struct config_file *file = config->files;
			while (file != NULL && strcmp(file->path, path) != 0)
				file = file->next;
			if (file == NULL && is_file(path)) {
				file = read_file(config, path);
				good = file != NULL;
			}
			config->steps[config->step_count++] = (struct step){ at, file };
		} else {
			free(at);
		}
		free(path);
	}
	free(root);
	return good;
}

static bool resolve(struct config *config, const char *real, struct settings *settings, struct origins *origins)
{
	*settings = (struct settings){ 0 };
	*origins = (struct origins){ 0 };
	take(config->environment, "environment", real, settings, origins);
	if (config->only != NULL) {
		take_file(config->only, real, settings, origins);
		return true;
	}
	if (config->none)
		return true;
	char *folder = join(real != NULL ? real : config->base, "");
	char *slash = folder != NULL && real != NULL ? strrchr(folder, '/') : NULL;
	if (slash != NULL)
		slash[slash == folder ? 1 : 0] = '\0';
	bool good = folder != NULL && step_to(config, folder);
	free(folder);
	for (size_t i = config->step_count; good && i-- > 0;)
		take_file(config->steps[i].file, real, settings, origins);
	take_file(config->user, real, settings, origins);
	return good;
}

bool config_for(struct config *config, const char *real, struct settings *settings)
{
	struct origins origins;
	return resolve(config, real, settings, &origins);
}

/* ----------------------------------------------------------------- printing */

static void print_string(const char *text)
{
	putchar('"');
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			putchar('\\');
		if ((unsigned char)*text < 0x20)
			printf("\\u%04x", (unsigned)(unsigned char)*text);
		else
			putchar(*text);
	}
	putchar('"');
}

static void print_list(const struct setting_list *list)
{
	putchar('[');
	for (size_t i = 0; i < list->count; i++) {
		if (i != 0)
			fputs(", ", stdout);
		print_string(list->items[i]);
	}
	putchar(']');
}

bool config_print(struct config *config, const char *real)
{
	struct settings settings;
	struct origins origins;
	if (!resolve(config, real, &settings, &origins))
		return false;
	puts("{");
	for (size_t i = 0; i < KEYS; i++) {
		const void *value = member(&settings, &keys[i]);
		printf("  \"%s\": ", keys[i].name);
		if (keys[i].kind == CONFIG_FLAG)
			fputs(*(const bool *)value ? "true" : "false", stdout);
		else if (keys[i].kind >= CONFIG_COUNT && keys[i].kind <= CONFIG_NODE)
			printf("%" PRId64, *(const int64_t *)value);
		else if (keys[i].kind >= CONFIG_TEXT && keys[i].kind <= CONFIG_MOMENT && *(const char *const *)value == NULL)
			fputs("null", stdout);
		else if (keys[i].kind == CONFIG_CONFIDENCE || (keys[i].kind >= CONFIG_ZONE && keys[i].kind <= CONFIG_MOMENT))
			print_string(*(const char *const *)value != NULL ? *(const char *const *)value : keys[i].kind == CONFIG_ZONE ? "UTC" : "high");
		else
			print_list(value);
		printf("%s // %s\n", i + 1 < KEYS ? "," : "", origins.names[i] != NULL ? origins.names[i] : "default");
	}
	puts("}");
	return true;
}
