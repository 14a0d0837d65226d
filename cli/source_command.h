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

#define SOURCE_OPTION_ROWS(type, member)                                                                                        \
	{ 'e', "eval", OPTION_TEXT, offsetof(type, member.code), "CODE", "take the snippet from the command line", NULL }, \
	{ 0, "host", OPTION_CHOICE, offsetof(type, member.host), "HOST",                                                 \
	  "auto, node[-cjs|-esm], node22, node24, deno, bun, browser, firefox, safari, all",                                          \
	  "auto|all|node|node-cjs|node-esm|node20|node22|node24|deno|bun|browser|chrome|firefox|safari" },                         \
	{ 0, "script", OPTION_FLAG, offsetof(type, member.script), NULL, "a classic script (CommonJS for Node)", NULL },  \
	{ 0, "module", OPTION_FLAG, offsetof(type, member.module), NULL, "an ES module", NULL },                          \
	{ 0, "color", OPTION_CHOICE, offsetof(type, member.color), "WHEN", "auto (default), always, never",              \
	  "auto|always|never" },                                                                                          \
	{ 0, "ascii", OPTION_FLAG, offsetof(type, member.ascii), NULL, "nothing outside of ASCII in evloop's own words", NULL }

/* What the commands that run a source share besides. */
struct run_options {
	struct source_options source;
	const char *tz, *locale, *now, *input, *prelude, *call, *unhandled_rejections;
	int64_t seed;
	struct option_list at, provide;
	struct input prelude_input; /* read by run_options_check */
	bool assume;
	int64_t max_steps, max_time, slow;
	size_t max_memory;
};

#define RUN_OPTION_ROWS(type)                                                                                            \
	SOURCE_OPTION_ROWS(type, run.source),                                                                                        \
	{ 0, "tz", OPTION_TEXT, offsetof(type, run.tz), "ZONE", "the time zone of the host: Europe/Berlin; default UTC", NULL }, \
	{ 0, "locale", OPTION_TEXT, offsetof(type, run.locale), "TAG", "the language of the host: en-US (default), de-DE, ...", NULL },      \
	{ 0, "now", OPTION_TEXT, offsetof(type, run.now), "DATE", "when the run begins: 2024-02-29T12:00:00Z", NULL },              \
	{ 0, "seed", OPTION_COUNT, offsetof(type, run.seed), "N", "what Math.random gives, as Node has it for this random seed", NULL }, \
	{ 0, "input", OPTION_TEXT, offsetof(type, run.input), "FILE", "what standard input holds; default nothing", NULL }, \
	{ 0, "unhandled-rejections", OPTION_CHOICE, offsetof(type, run.unhandled_rejections), "MODE",                              \
	  "as Node's: throw (default), strict, warn, none, warn-with-error-code", "throw|strict|warn|none|warn-with-error-code" }, \
	{ 0, "at", OPTION_LIST, offsetof(type, run.at), "ACTION", "what a user does on the page: '100ms click #button'", NULL }, \
	{ 0, "assume", OPTION_FLAG, offsetof(type, run.assume), NULL, "functions that nothing defines are provided from outside", NULL }, \
	{ 0, "provide", OPTION_LIST, offsetof(type, run.provide), "PROVISION",                                                   \
	  "what the world provides: 'getUserID resolves 42 after 5ms' (repeat it)", NULL },                                      \
	{ 0, "prelude", OPTION_TEXT, offsetof(type, run.prelude), "FILE", "a script that runs before the snippet", NULL },       \
	{ 0, "call", OPTION_TEXT, offsetof(type, run.call), "EXPR", "evaluate this after the snippet, in its scope", NULL },     \
	{ 0, "max-steps", OPTION_COUNT, offsetof(type, run.max_steps), "N", "stop after N loop rounds, calls and jobs", NULL },  \
	{ 0, "max-memory", OPTION_SIZE, offsetof(type, run.max_memory), "SIZE", "stop when the snippet uses more", NULL },       \
	{ 0, "run-for", OPTION_TIME, offsetof(type, run.max_time), "TIME", "stop at this virtual time", NULL },                \
	{ 0, "slow", OPTION_TIME, offsetof(type, run.slow), "TIME", "other orders: the machine may be busy for so long", NULL }

/* Are the values that only the library knows good ones? Reads the prelude, too. False: a message stands on standard error. */
bool run_options_check(const struct command_help *help, struct run_options *options);
/* The same for the options of the world that commands without a source have, too. */
bool world_check(const struct command_help *help, const char *tz, const char *now, int64_t seed);
/* Give back what the options hold. */
void run_options_release(struct run_options *options);

/* The library's options for a source; `files` reads what it imports. */
struct evloop_options run_options_for(const struct run_options *options, const struct input *input, struct module_files *files);

/*
 * Read the source that the options and operands name: -e CODE, FILE, -, or standard input when it
 * is no terminal. Returns EXIT_OK, or the exit status to end with (a message was printed).
 */
int source_open(const struct command_help *help, const struct source_options *options, const char *const *operands, size_t count,
		struct input *input);

/* A source with what predicts it. */
struct opened_source {
	struct input input;
	struct evloop *evloop;
	struct module_files *files;
};

/* Make what predicts the source in `opened->input`. False: a message stands on standard error; close it all the same. */
bool opened_source_start(struct opened_source *opened);
/* Give back all of it; zero-initialised, there is nothing to give back. */
void opened_source_close(struct opened_source *opened);

/* What a command does with its source; returns the exit status. `options` are the command's own. */
typedef int source_action(const void *options, const struct opened_source *source);

/* The whole of a command with one source: check `run`, which is part of the command's `options`, open the source, act, close it. */
int source_command(const struct command_help *help, struct run_options *run, const char *const *operands, size_t count,
		   source_action *action, const void *options);

/* The goal for evloop_options: "script", "module" or NULL. */
const char *source_goal(const struct source_options *options);

#endif
