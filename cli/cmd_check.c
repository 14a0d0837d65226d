/* SPDX-License-Identifier: MIT */
/*
 * cmd_check.c - `evloop check`: documents whose samples say what they print, and whether that is so.
 */
#define _POSIX_C_SOURCE 200809L
#include "check_command.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "progress.h"
#include "source_command.h"

enum { EXIT_INTERRUPTED = 130 };

#define AT(member) offsetof(struct check_options, member)
static const struct option_row rows[] = {
	{ 0, "fail-on", OPTION_CHOICE, AT(fail_on), "LEVEL", "expectations whose mismatch is an error: certain, high (default), medium",
	  "certain|high|medium" },
	{ 0, "explicit-only", OPTION_FLAG, AT(explicit_only), NULL, "recognise nothing without directives", NULL },
	{ 0, "warnings-as-errors", OPTION_FLAG, AT(warnings_as_errors), NULL, "what would warn fails", NULL },
	{ 0, "max-warnings", OPTION_COUNT, AT(max_warnings), "N", "more warnings than N fail", NULL },
	{ 0, "update", OPTION_MAYBE, AT(update), "missing", "write what is predicted; =missing: also where nothing is documented", NULL },
	{ 0, "fix", OPTION_MAYBE, AT(update), "missing", "the same as --update", NULL },
	{ 0, "diff", OPTION_FLAG, AT(diff), NULL, "show what --update would change; write nothing", NULL },
	{ 0, "force", OPTION_FLAG, AT(force), NULL, "update files with changes that are not committed, too", NULL },
	{ 0, "list", OPTION_FLAG, AT(list), NULL, "list the samples and what is known of each", NULL },
	{ 0, "explain", OPTION_FLAG, AT(explain), NULL, "say of every sample how it was judged", NULL },
	{ 0, "fail-fast", OPTION_FLAG, AT(fail_fast), NULL, "stop behind the first document with an error", NULL },
	{ 0, "changed", OPTION_MAYBE, AT(changed), "REF", "only files that differ from a commit (default HEAD)", NULL },
	{ 0, "only", OPTION_LIST, AT(only), "GLOB#NAME", "only these samples (repeat it)", NULL },
	{ 0, "no-ignore", OPTION_FLAG, AT(no_ignore), NULL, "ignore files do not count", NULL },
	{ 0, "allow-empty", OPTION_FLAG, AT(allow_empty), NULL, "no document at all is no failure", NULL },
	{ 0, "stdin-filename", OPTION_TEXT, AT(stdin_filename), "NAME", "what - is called", NULL },
	{ 0, "html-scripts", OPTION_FLAG, AT(html_scripts), NULL, "script elements of HTML files are samples", NULL },
	{ 0, "host", OPTION_LIST, AT(host), "HOST", "node, node-cjs, node-esm, browser, all (repeat it)", NULL },
	{ 0, "tz", OPTION_TEXT, AT(tz), "ZONE", "the time zone of the host: Europe/Berlin; default UTC", NULL },
	{ 0, "locale", OPTION_TEXT, AT(locale), "TAG", "the language of the host: en-US (default), de-DE, ...", NULL },
	{ 0, "now", OPTION_TEXT, AT(now), "DATE", "when samples begin: 2024-02-29T12:00:00Z", NULL },
	{ 0, "seed", OPTION_COUNT, AT(seed), "N", "what Math.random gives, as Node has it for this random seed", NULL },
	{ 0, "node", OPTION_COUNT, AT(node), "VERSION", "the version of Node: 20 (default), 22, 24", NULL },
	{ 0, "provide", OPTION_LIST, AT(provide), "TEXT", "a name of the documents' world: 'getUser resolves 42 after 5ms'", NULL },
	{ 0, "prelude", OPTION_LIST, AT(prelude), "FILE", "a script that runs before every sample", NULL },
	{ 0, "max-steps", OPTION_COUNT, AT(max_steps), "N", "stop a sample after N loop rounds, calls and jobs", NULL },
	{ 0, "format", OPTION_CHOICE, AT(format), "FORMAT", "text, json, ndjson, github, sarif, junit, tap, rdjsonl, html",
	  "text|json|ndjson|github|sarif|junit|tap|rdjsonl|html" },
	{ 'o', "output", OPTION_LIST, AT(output), "FORMAT=FILE", "write this format to a file, too (repeat it)", NULL },
	{ 0, "summary", OPTION_CHOICE, AT(summary), "WHEN", "totals at the end of text: auto (default), never", "auto|never" },
	{ 'q', "quiet", OPTION_FLAG, AT(quiet), NULL, "only findings", NULL },
	{ 'j', "jobs", OPTION_COUNT, AT(jobs), "N", "threads; 0 (default): as many as there are cores", NULL },
	{ 0, "write-baseline", OPTION_FLAG, AT(write_baseline), NULL, "from now on only findings that are new count", NULL },
	{ 0, "config", OPTION_TEXT, AT(config), "FILE", "read this configuration and no other", NULL },
	{ 0, "no-config", OPTION_FLAG, AT(no_config), NULL, "read no configuration", NULL },
	{ 0, "print-config", OPTION_TEXT, AT(print_config), "FILE", "show the configuration for FILE and end", NULL },
	{ 0, "color", OPTION_CHOICE, AT(color), "WHEN", "auto (default), always, never", "auto|always|never" },
	{ 0, "ascii", OPTION_FLAG, AT(ascii), NULL, "nothing outside of ASCII in evloop's own words", NULL },
};

static const struct command_help help = {
	.name = "check",
	.usage = "[OPTIONS] [PATH...]",
	.summary = "whether the output that documents show is what their samples print",
	.examples = "  evloop check docs/ README.md\n"
		    "  evloop check --diff docs/               what --update would write\n"
		    "  evloop check --changed=origin/main      what this branch touches\n"
		    "  evloop check --output junit=report.xml --output sarif=report.sarif docs/\n",
	.rows = rows,
	.row_count = sizeof rows / sizeof rows[0],
};

static void on_interrupt(int signal_number)
{
	(void)signal_number;
	check_interrupt();
}

static bool is_format(const char *text, size_t length)
{
	for (size_t i = 0; evloop_check_format_name(i) != NULL; i++)
		if (strlen(evloop_check_format_name(i)) == length && memcmp(evloop_check_format_name(i), text, length) == 0)
			return true;
	return false;
}

/* Are the values good that the table cannot judge? */
static bool are_good(const struct check_options *o)
{
	if (o->update != NULL && o->update[0] != '\0' && strcmp(o->update, "missing") != 0) {
		fprintf(stderr, "evloop check: --update takes nothing or missing, not '%s'\n", o->update);
		return false;
	}
	for (size_t i = 0; i < o->host.count; i++) {
		if (evloop_check_hosts(o->host.items[i]) == 0) {
			fprintf(stderr, "evloop check: there is no host '%s': node, node-cjs, node-esm, browser, all\n", o->host.items[i]);
			return false;
		}
	}
	if (o->node != 0 && o->node != 20 && o->node != 22 && o->node != 24) {
		fprintf(stderr, "evloop check: --node takes 20, 22 or 24\n");
		return false;
	}
	if (!world_check(&help, o->tz, o->now, o->seed))
		return false;
	if (o->config != NULL && o->no_config) {
		fprintf(stderr, "evloop check: --config and --no-config exclude each other\n");
		return false;
	}
	if ((o->diff || o->list) && o->format != NULL) {
		fprintf(stderr, "evloop check: --%s has a format of its own; use --output FORMAT=FILE beside it\n", o->diff ? "diff" : "list");
		return false;
	}
	for (size_t i = 0; i < o->output.count; i++) {
		const char *equals = strchr(o->output.items[i], '=');
		size_t n = equals != NULL ? (size_t)(equals - o->output.items[i]) : 0;
		if (equals != NULL ? !is_format(o->output.items[i], n) : o->format == NULL) {
			fprintf(stderr, "evloop check: --output takes FORMAT=FILE (or FILE with --format), not '%s'\n", o->output.items[i]);
			return false;
		}
	}
	return true;
}

/* ------------------------------------------------------------------ outputs */

static bool add_target(struct check_run *run, const char *format, const char *path)
{
	const struct check_options *o = run->options;
	bool standard = path == NULL || strcmp(path, "-") == 0;
	if (run->target_count == CHECK_TARGETS) {
		fprintf(stderr, "evloop check: too many outputs\n");
		return false;
	}
	FILE *file = standard ? stdout : fopen(path, "ab");
	if (file == NULL || (!standard && strcmp(format, "step-summary") != 0 && freopen(path, "wb", file) == NULL)) {
		fprintf(stderr, "evloop: cannot write %s: %s\n", path, strerror(errno));
		return false;
	}
	struct evloop_check_output_options options = {
		.color = standard && output_color(stdout, o->color),
		.ascii = o->ascii || !output_unicode(),
		.explain = o->explain,
		.summary = !o->quiet && (o->summary == NULL || strcmp(o->summary, "never") != 0),
		.quiet_success = standard && !isatty(STDOUT_FILENO),
	};
	struct evloop_sink sink = output_sink(file);
	struct check_target *target = &run->targets[run->target_count];
	*target = (struct check_target){ format, file, !standard, evloop_check_output_new(format, &options, &sink) };
	if (target->output == NULL) {
		fprintf(stderr, "evloop: cannot write %s\n", standard ? "the output" : path);
		return false;
	}
	run->target_count++;
	run->every_prediction |= strcmp(format, "json") == 0 || strcmp(format, "ndjson") == 0;
	return true;
}

static bool open_targets(struct check_run *run)
{
	const struct check_options *o = run->options;
	const char *actions = getenv("GITHUB_ACTIONS"), *step = getenv("GITHUB_STEP_SUMMARY");
	bool in_actions = actions != NULL && strcmp(actions, "true") == 0 && o->format == NULL && !o->diff && !o->list;
	bool redirected = false, good = true;
	for (size_t i = 0; i < o->output.count && good; i++) {
		const char *item = o->output.items[i], *equals = strchr(item, '=');
		char format[32] = "";
		if (equals == NULL) {
			redirected = true;
			good = add_target(run, o->format, item);
			continue;
		}
		memcpy(format, item, (size_t)(equals - item));
		for (size_t f = 0; evloop_check_format_name(f) != NULL; f++)
			if (strcmp(evloop_check_format_name(f), format) == 0)
				good = add_target(run, evloop_check_format_name(f), equals + 1);
	}
	if (good && !redirected && !o->diff)
		good = add_target(run, o->list ? "list" : o->format != NULL ? o->format : "text", NULL);
	if (good && in_actions)
		good = add_target(run, "github", NULL) && (step == NULL || step[0] == '\0' || add_target(run, "step-summary", step));
	return good;
}

static bool close_targets(struct check_run *run, double seconds)
{
	char elapsed[32];
	bool good = true;
	snprintf(elapsed, sizeof elapsed, "%.2f s", seconds);
	while (run->target_count > 0) {
		/* in the order of opening, so that what goes to one stream stays in order */
		struct check_target target = run->targets[0];
		memmove(run->targets, run->targets + 1, --run->target_count * sizeof target);
		if (!evloop_check_output_end(target.output, &run->totals, check_interrupted(), elapsed) && target.owned)
			good = false;
		if (target.owned && fclose(target.file) != 0)
			good = false;
		if (!good)
			fprintf(stderr, "evloop: cannot write the %s output\n", target.format);
	}
	return output_finish() && good;
}

/* ------------------------------------------------------------------- running */

static int verdict(const struct check_run *run, bool written)
{
	const struct check_options *o = run->options;
	if (check_interrupted())
		return EXIT_INTERRUPTED;
	if (run->failed || !written || walk_failed_operands(run->walk) != 0)
		return EXIT_FAILED;
	if (run->totals.files == 0 && !o->allow_empty && o->changed == NULL) {
		fprintf(stderr, "evloop check: there is no document to check; --allow-empty permits that\n");
		return EXIT_FAILED;
	}
	uint64_t samples = 0;
	for (size_t i = 0; i < EVLOOP_SAMPLE_STATUSES; i++)
		samples += run->totals.samples[i];
	if (o->only.count != 0 && samples == 0 && !o->allow_empty) {
		fprintf(stderr, "evloop check: --only names no sample that is there; --allow-empty permits that\n");
		return EXIT_FAILED;
	}
	if (o->write_baseline)
		return EXIT_OK;
	bool many_warnings = o->max_warnings >= 0 && run->totals.levels[EVLOOP_LEVEL_WARNING] > (uint64_t)o->max_warnings;
	if (many_warnings)
		fprintf(stderr, "evloop check: more warnings than --max-warnings=%lld permits\n", (long long)o->max_warnings);
	return run->totals.levels[EVLOOP_LEVEL_ERROR] != 0 || many_warnings || run->diffs != 0 ? EXIT_FINDINGS : EXIT_OK;
}

static int check(struct check_run *run)
{
	const struct check_options *o = run->options;
	double started = progress_clock();
	struct sigaction action = { 0 }, before;
	action.sa_handler = on_interrupt;
	if (!open_targets(run)) {
		close_targets(run, 0);
		return EXIT_FAILED;
	}
	sigaction(SIGINT, &action, &before);
	run->progress = progress_new(o->quiet);
	check_run_all(run);
	progress_free(run->progress);
	bool written = close_targets(run, progress_clock() - started);
	sigaction(SIGINT, &before, NULL);
	if (run->updated != 0 && !o->quiet)
		fprintf(stderr, "evloop check: %llu file%s updated\n", (unsigned long long)run->updated, run->updated == 1 ? "" : "s");
	if (o->write_baseline && !check_interrupted() && !run->failed && !baseline_write(&run->fresh))
		written = false;
	return verdict(run, written);
}

/* --print-config */
static int print_config(struct config *config, const char *file)
{
	struct input input = { 0 };
	char message[512];
	/* a file that is not there yet has a configuration, too: that of its folder */
	bool found = input_open(&input, file, message, sizeof message);
	bool good = config_print(config, found ? input.path : NULL) && output_finish();
	input_release(&input);
	return good ? EXIT_OK : EXIT_FAILED;
}

int cmd_check(int argc, char **argv)
{
	struct check_options options = { .max_warnings = -1 };
	const char *operands[argc > 0 ? argc : 1];
	size_t count;
	int status = EXIT_FAILED;
	enum parse_result parsed = options_parse(&help, argc, argv, &options, operands, &count);
	if (parsed == PARSE_HELP)
		status = EXIT_OK;
	if (parsed == PARSE_OK && are_good(&options)) {
		static const char *const here[] = { "." };
		struct check_run run = { .options = &options, .jobs = job_count(options.jobs) };
		struct walk_options walk = { count != 0 ? operands : here, count != 0 ? count : 1, options.no_ignore, evloop_check_takes };
		const char *since = options.changed != NULL && options.changed[0] != '\0' ? options.changed : "HEAD";
		run.config = config_new(options.config, options.no_config);
		if (run.config != NULL && options.print_config != NULL) {
			status = print_config(run.config, options.print_config);
		} else if (run.config != NULL && (options.write_baseline || baseline_read(&run.baseline)) &&
			   (options.changed == NULL || git_changed_read(&run.changed, since)) && (run.walk = walk_new(&walk)) != NULL) {
			status = check(&run);
		}
		walk_free(run.walk);
		git_changed_release(&run.changed);
		baseline_release(&run.baseline);
		baseline_release(&run.fresh);
		config_free(run.config);
	}
	struct option_list *lists[] = { &options.host, &options.provide, &options.prelude, &options.only, &options.output };
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
		option_list_release(lists[i]);
	return status;
}
