/* SPDX-License-Identifier: MIT */
/*
 * cmd_help.c - `evloop help [COMMAND]`.
 */
#include <string.h>

#include "cli.h"

static void overview(void)
{
	printf("evloop: what a console would print, in which order, and why - without running the snippet\n\n"
	       "Usage: evloop COMMAND [OPTIONS] [FILE]\n\n"
	       "  evloop predict quiz.js                     every line with its class, time, place and reason\n"
	       "  evloop predict --format=plain quiz.js      exactly what the console shows\n"
	       "  evloop predict -e 'setTimeout(console.log, 5, 1)'\n"
	       "  evloop classify quiz.js                    what each statement does to the queues\n\n"
	       "Commands:\n");
	for (const struct command *c = commands; c->name != NULL; c++)
		printf("  %-10s %s\n", c->name, c->summary);
	printf("\nExit status: 0 predicted; 1 the snippet does not parse; 2 could not run; 3 incomplete.\n"
	       "`evloop COMMAND --help` and the manual pages evloop(1), evloop-COMMAND(1) say more.\n");
}

int cmd_help(int argc, char **argv)
{
	if (argc < 2) {
		overview();
	} else {
		const struct command *c = command_find(argv[1]);
		if (c == NULL) {
			const char *near = command_nearest(argv[1]);
			fprintf(stderr, "evloop help: there is no command '%s'", argv[1]);
			if (near != NULL)
				fprintf(stderr, "; did you mean '%s'?", near);
			fputc('\n', stderr);
			return EXIT_FAILED;
		}
		if (c->run == cmd_help) {
			overview();
		} else {
			char name[] = "", flag[] = "--help";
			char *words[] = { name, flag, NULL };
			return c->run(2, words);
		}
	}
	return output_finish() ? EXIT_OK : EXIT_FAILED;
}
