/* SPDX-License-Identifier: MIT */
/*
 * main.c - finds the command and calls it.
 */
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <string.h>

#include "cli.h"

const struct command commands[] = {
#define EVL_COMMAND(name, function, summary) { name, function, summary },
#include "commands.def"
#undef EVL_COMMAND
	{ NULL, NULL, NULL },
};

const struct command *command_find(const char *name)
{
	for (const struct command *c = commands; c->name != NULL; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

static const char *name_at(const void *table, size_t index)
{
	return ((const struct command *)table)[index].name;
}

const char *command_nearest(const char *name)
{
	return nearest_name(name, name_at, commands);
}

static int print_version(void)
{
	printf("evloop %s\n", evloop_version());
	printf("models: Node.js 20, Chromium (ECMAScript modules and scripts)\n");
	printf("MIT licence\n");
	return output_finish() ? EXIT_OK : EXIT_FAILED;
}

int main(int argc, char **argv)
{
	/* a reader that goes away (head) ends the output, not with a signal */
	signal(SIGPIPE, SIG_IGN);
	if (argc < 2) {
		char *help[] = { argv[0] };
		cmd_help(1, help);
		return EXIT_FAILED;
	}
	const char *word = argv[1];
	if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0)
		return print_version();
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
		return cmd_help(argc - 1, argv + 1);
	const struct command *c = command_find(word);
	if (c != NULL)
		return c->run(argc - 1, argv + 1);
	fprintf(stderr, "evloop: there is no command '%s'", word);
	const char *near = command_nearest(word);
	if (near != NULL)
		fprintf(stderr, "; did you mean '%s'?\n", near);
	else
		fprintf(stderr, "; see `evloop help`\n");
	return EXIT_FAILED;
}
