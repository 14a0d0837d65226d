/* SPDX-License-Identifier: MIT */
/*
 * drill_samples.c - the person's own snippets: what `evloop check` confirms of their documents, for a wrong document would
 * teach wrong things; and a script that is named itself, which needs to say nothing.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

#include <evloop/check.h>

#include "drill.h"
#include "walk.h"

enum { MOST = 20000, LARGEST = 4000, SAMPLE_STEPS = 200000 };

static bool add(struct drill_samples *samples, const char *name, const char *code, size_t length, const char *host)
{
	if (samples->count >= MOST || length > LARGEST || length == 0)
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
	sample->host = host;
	if (sample->name == NULL || sample->code == NULL) {
		free(sample->name);
		free(sample->code);
		return false;
	}
	samples->count++;
	return true;
}

static bool is_script(const char *name)
{
	const char *dot = strrchr(name, '.');
	return dot != NULL && (strcmp(dot, ".js") == 0 || strcmp(dot, ".mjs") == 0 || strcmp(dot, ".cjs") == 0);
}

/* What the drill calls the host of a bit. */
static const char *host_of(unsigned bit)
{
	const char *name = evloop_check_host_name(bit);
	return name[0] == '\0' ? NULL : strcmp(name, "node-cjs") == 0 ? "node" : name;
}

struct reader {
	struct drill_samples *samples;
	struct evloop_checker *checker;
	struct evloop_checked *checked;
	struct module_files *files;
};

static bool read_document(struct reader *r, const struct walk_file *file)
{
	struct input input;
	if (!input_read(&input, file->path))
		return !file->named;
	const char *slash = strrchr(file->path, '/'), *name = slash != NULL ? slash + 1 : file->path;
	struct evloop_check_options options = { .world.max_steps = SAMPLE_STEPS, .load = module_files_load, .load_context = r->files };
	bool good = true;
	size_t before = r->samples->count;
	if (evloop_check(r->checker, r->checked, file->path, input.text, input.length, &options)) {
		struct evloop_sample sample;
		for (size_t i = 0; good && evloop_checked_sample(r->checked, i, &sample); i++) {
			char at[320];
			snprintf(at, sizeof at, is_script(name) ? "%.280s" : "%.280s:%u", name, sample.line);
			if (sample.confirmed && sample.host != 0)
				good = add(r->samples, at, sample.code, sample.length, host_of(sample.host));
		}
	}
	if (good && file->named && is_script(name) && r->samples->count == before)
		good = add(r->samples, name, input.text, input.length, NULL);
	input_release(&input);
	return good;
}

bool drill_samples_read(struct drill_samples *samples, const char *path)
{
	struct walk_options options = { &path, 1, false, evloop_check_takes };
	struct reader r = { samples, evloop_checker_new(), evloop_checked_new(), module_files_new() };
	struct walk *walk = walk_new(&options);
	struct walk_file file;
	bool good = r.checker != NULL && r.checked != NULL && r.files != NULL && walk != NULL;
	while (good && walk_next(walk, &file)) {
		good = read_document(&r, &file);
		free(file.path);
		free(file.real);
	}
	good = good && walk_failed_operands(walk) == 0;
	walk_free(walk);
	evloop_checked_free(r.checked);
	evloop_checker_free(r.checker);
	module_files_free(r.files);
	return good;
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
