/*
 * config.h - what .evloop.jsonc files, the user's config.jsonc and EVLOOP_ variables say about a document.
 *
 * Of the files from the document's folder up to the repository's root the nearest that has a key gives its value; in one
 * file the last of its `overrides` that matches the document wins over the file's own value. Behind them all comes the
 * user's file, before them all the environment. The command line is the command's own business.
 */
#ifndef EVLOOP_CLI_CONFIG_H
#define EVLOOP_CLI_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Strings of a configuration and the folder that paths among them are relative to. */
struct setting_list {
	const char *const *items;
	size_t count;
	const char *folder; /* absolute */
};

struct settings {
	struct setting_list hosts;
	const char *fail_on; /* "certain", "high", "medium" */
	bool explicit_only, warnings_as_errors, html_scripts;
	const char *tz, *locale, *now;
	int64_t max_steps, seed, node;
	struct setting_list include, exclude, languages, labels, provide, prelude, expect_fail;
};

struct config;

enum config_kind { CONFIG_HOSTS, CONFIG_CONFIDENCE, CONFIG_FLAG, CONFIG_ZONE, CONFIG_TEXT, CONFIG_MOMENT, CONFIG_COUNT, CONFIG_SEED, CONFIG_NODE, CONFIG_LIST, CONFIG_LABELS };

/* `file`: read this one and no other; `none`: read none at all. NULL: no memory, or (with a message) the file is not good. */
struct config *config_new(const char *file, bool none);
void config_free(struct config *config);

/*
 * The settings for the document `real` (an absolute path, or NULL for standard input: the working folder's). What they
 * point to lives until config_free. False: a file on the way is not good; a message stands on standard error.
 */
bool config_for(struct config *config, const char *real, struct settings *settings);

/* Are include and exclude for giving this document? */
bool config_wants(const struct settings *settings, const char *real);

/* Is one of the patterns of the list, taken from its folder, for this absolute path? `!` takes away again. */
bool config_list_matches(const struct setting_list *list, const char *real, bool when_empty);

/* Write them as JSON, each with the file it comes from as a comment (--print-config). False: as for config_for. */
bool config_print(struct config *config, const char *real);

#endif
