/*
 * source_command.h - what the commands that read one source share: its options
 * and finding the source.
 */
#ifndef EVLOOP_SOURCE_COMMAND_H
#define EVLOOP_SOURCE_COMMAND_H

#include "cli.h"

struct source_options {
	const char *code;
	const char *host;
	const char *color;
	const char *format;
	bool script, module;
	bool ascii;
};

#define SOURCE_OPTION_ROWS(type)                                                                                        \
	{ 'e', "eval", OPTION_TEXT, offsetof(type, source.code), "CODE", "take the snippet from the command line", NULL }, \
	{ 0, "host", OPTION_CHOICE, offsetof(type, source.host), "HOST",                                                 \
	  "auto (default), node, node-cjs, node-esm, browser", "auto|node|node-cjs|node-esm|browser" },                   \
	{ 0, "script", OPTION_FLAG, offsetof(type, source.script), NULL, "a classic script (CommonJS for Node)", NULL },  \
	{ 0, "module", OPTION_FLAG, offsetof(type, source.module), NULL, "an ES module", NULL },                          \
	{ 0, "color", OPTION_CHOICE, offsetof(type, source.color), "WHEN", "auto (default), always, never",              \
	  "auto|always|never" },                                                                                          \
	{ 0, "ascii", OPTION_FLAG, offsetof(type, source.ascii), NULL, "nothing outside of ASCII in evloop's own words", NULL }

/*
 * Read the source that the options and operands name: -e CODE, FILE, -, or standard input when it
 * is no terminal. Returns EXIT_OK, or the exit status to end with (a message was printed).
 */
int source_open(const struct command_help *help, const struct source_options *options, const char *const *operands, size_t count,
		struct input *input);

/* The goal for evloop_options: "script", "module" or NULL. */
const char *source_goal(const struct source_options *options);

#endif
