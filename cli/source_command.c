/* SPDX-License-Identifier: MIT */
/*
 * source_command.c - see source_command.h.
 */
#define _POSIX_C_SOURCE 200809L
#include "source_command.h"

#include <string.h>

#include <unistd.h>

int source_open(const struct command_help *help, const struct source_options *options, const char *const *operands, size_t count,
		struct input *input)
{
	if (count > 1 || (count == 1 && options->code != NULL)) {
		fprintf(stderr, "evloop %s: one source at a time; see `evloop %s --help`\n", help->name, help->name);
		return EXIT_FAILED;
	}
	if (options->script && options->module) {
		fprintf(stderr, "evloop %s: --script and --module exclude each other\n", help->name);
		return EXIT_FAILED;
	}
	if (options->code != NULL)
		return input_from_text(input, options->code) ? EXIT_OK : EXIT_FAILED;
	if (count == 0 && isatty(STDIN_FILENO)) {
		options_print_help(help, stderr);
		return EXIT_FAILED;
	}
	return input_read(input, count == 0 ? "-" : operands[0]) ? EXIT_OK : EXIT_FAILED;
}

const char *source_goal(const struct source_options *options)
{
	return options->module ? "module" : options->script ? "script" : NULL;
}

bool run_options_check(const struct command_help *help, struct run_options *options)
{
	const char *error;
	for (size_t i = 0; i < options->provide.count; i++) {
		if (evloop_provision_valid(options->provide.items[i], &error))
			continue;
		fprintf(stderr, "evloop %s: --provide '%s': %s\n", help->name, options->provide.items[i], error);
		return false;
	}
	if (options->prelude != NULL && !input_read(&options->prelude_input, options->prelude))
		return false;
	if (options->source.host != NULL && strcmp(options->source.host, "all") == 0 && strcmp(help->name, "predict") != 0) {
		fprintf(stderr, "evloop %s: --host=all is for evloop predict\n", help->name);
		return false;
	}
	return world_check(help, options->tz, options->now, options->seed);
}

bool world_check(const struct command_help *help, const char *tz, const char *now, int64_t seed)
{
	if (tz != NULL && !evloop_tz_exists(tz)) {
		fprintf(stderr, "evloop %s: --tz takes the name of a time zone such as America/New_York, not '%s'\n", help->name, tz);
		return false;
	}
	if (now != NULL && !evloop_now_valid(now)) {
		fprintf(stderr, "evloop %s: --now takes a date such as 2024-02-29T12:00:00Z, not '%s'\n", help->name, now);
		return false;
	}
	if (seed > INT32_MAX) {
		fprintf(stderr, "evloop %s: --seed takes a number below 2147483648\n", help->name);
		return false;
	}
	return true;
}

void run_options_release(struct run_options *options)
{
	if (options->prelude != NULL)
		input_release(&options->prelude_input);
	option_list_release(&options->at);
	option_list_release(&options->provide);
}

struct evloop_options run_options_for(const struct run_options *options, const struct input *input, struct module_files *files)
{
	size_t input_length = 0;
	const char *held = options->input != NULL ? module_files_read(files, options->input, &input_length) : NULL;
	return (struct evloop_options){
		.input = held,
		.input_length = input_length,
		.host = options->source.host,
		.goal = source_goal(&options->source),
		.name = input->name,
		.path = input->path,
		.actions = options->at.items,
		.action_count = options->at.count,
		.tz = options->tz,
		.locale = options->locale,
		.now = options->now,
		.seed = (int32_t)options->seed,
		.unhandled_rejections = options->unhandled_rejections,
		.max_steps = options->max_steps,
		.max_memory = options->max_memory,
		.max_time_ms = options->max_time,
		.slow_ms = options->slow,
		.load = module_files_load,
		.load_context = files,
		.assume = options->assume,
		.provide = options->provide.items,
		.provide_count = options->provide.count,
		.prelude = options->prelude != NULL ? options->prelude_input.text : NULL,
		.prelude_length = options->prelude_input.length,
		.prelude_name = options->prelude,
		.call = options->call,
	};
}

bool opened_source_start(struct opened_source *opened)
{
	opened->evloop = evloop_new();
	opened->files = module_files_new();
	if (opened->evloop != NULL && opened->files != NULL)
		return true;
	fprintf(stderr, "evloop: the system gives no memory\n");
	return false;
}

void opened_source_close(struct opened_source *opened)
{
	module_files_free(opened->files);
	evloop_free(opened->evloop);
	if (opened->input.text != NULL)
		input_release(&opened->input);
}

int source_command(const struct command_help *help, struct run_options *run, const char *const *operands, size_t count,
		   source_action *action, const void *options)
{
	if (!run_options_check(help, run))
		return EXIT_FAILED;
	struct opened_source opened = { 0 };
	int status = source_open(help, &run->source, operands, count, &opened.input);
	if (status != EXIT_OK)
		return status;
	status = opened_source_start(&opened) ? action(options, &opened) : EXIT_FAILED;
	opened_source_close(&opened);
	return status;
}
