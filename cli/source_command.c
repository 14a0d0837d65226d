/* SPDX-License-Identifier: MIT */
/*
 * source_command.c - see source_command.h.
 */
#define _POSIX_C_SOURCE 200809L
#include "source_command.h"

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
