/* SPDX-License-Identifier: MIT */
/*
 * cmd_drill.c - `evloop drill`: options, the store's place, and the verbs.
 */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "drill.h"

static const struct option_row rows[] = {
	{ 'n', "count", OPTION_COUNT, offsetof(struct drill_options, count), "N", "how many questions; default: what is due, then new ones", NULL },
	{ 'l', "level", OPTION_COUNT, offsetof(struct drill_options, level), "1..6", "how hard", NULL },
	{ 't', "topic", OPTION_TEXT, offsetof(struct drill_options, topic), "TOPIC", "what about; `evloop drill list` names them", NULL },
	{ 0, "host", OPTION_CHOICE, offsetof(struct drill_options, host), "HOST", "node, node-cjs, node-esm, browser", "node|node-cjs|node-esm|browser" },
	{ 'm', "mode", OPTION_CHOICE, offsetof(struct drill_options, mode), "KIND", "order, type, choice, queue, hosts, spot-the-bug",
	  "order|type|choice|queue|hosts|spot-the-bug|bug" },
	{ 0, "seed", OPTION_COUNT, offsetof(struct drill_options, seed), "N", "the same questions for the same number", NULL },
	{ 0, "exam", OPTION_FLAG, offsetof(struct drill_options, exam), NULL, "a minute a question, no hints, a report at the end", NULL },
	{ 0, "deck", OPTION_FLAG, offsetof(struct drill_options, deck), NULL, "questions of the built-in deck", NULL },
	{ 0, "from", OPTION_TEXT, offsetof(struct drill_options, from), "PATH", "questions from JavaScript and Markdown files", NULL },
	{ 0, "new", OPTION_COUNT, offsetof(struct drill_options, new_a_day), "N", "new rules a day; default 10", NULL },
	{ 0, "reviews", OPTION_COUNT, offsetof(struct drill_options, answers_a_day), "N", "due questions a day; default 50", NULL },
	{ 0, "restart", OPTION_FLAG, offsetof(struct drill_options, restart), NULL, "do not go on with a session that was interrupted", NULL },
	{ 0, "plain", OPTION_FLAG, offsetof(struct drill_options, plain), NULL, "lines instead of a full screen (also EVLOOP_PLAIN=1)", NULL },
	{ 0, "ascii", OPTION_FLAG, offsetof(struct drill_options, ascii), NULL, "nothing outside of ASCII in evloop's own words", NULL },
	{ 0, "format", OPTION_CHOICE, offsetof(struct drill_options, format), "FORMAT", "export: json (default), anki", "json|anki" },
	{ 'y', "yes", OPTION_FLAG, offsetof(struct drill_options, yes), NULL, "reset: do not ask", NULL },
};

static const struct command_help help = {
	.name = "drill",
	.usage = "[OPTIONS] [PATH | stats | list | show ID | questions |\n                    export | import FILE | reset]",
	.summary = "practise: predict what snippets print, and learn why",
	.examples = "  evloop drill\n"
		    "  evloop drill --topic=await --level=3 --count=5\n"
		    "  evloop drill docs/                      about your own documents\n"
		    "  evloop drill stats\n",
	.rows = rows,
	.row_count = sizeof rows / sizeof rows[0],
};

/* ------------------------------------------------------------- the store */

static bool make_folders(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		int made = mkdir(path, 0700);
		int why = errno;
		*slash = '/';
		if (made != 0 && why != EEXIST) {
			fprintf(stderr, "evloop drill: cannot make the folder of %s: %s\n", path, strerror(why));
			return false;
		}
	}
	return true;
}

/* XDG_STATE_HOME/evloop/drill.sqlite */
static bool store_path(char *path, size_t size)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	int length;
	if (state != NULL && state[0] == '/')
		length = snprintf(path, size, "%s/evloop/drill.sqlite", state);
	else if (home != NULL && home[0] == '/')
		length = snprintf(path, size, "%s/.local/state/evloop/drill.sqlite", home);
	else
		length = -1;
	if (length > 0 && (size_t)length < size)
		return true;
	fprintf(stderr, "evloop drill: neither XDG_STATE_HOME nor HOME says where to keep the progress\n");
	return false;
}

static struct evloop_drill_store *open_store(void)
{
	char path[4096];
	const char *why;
	time_t now = time(NULL);
	struct tm local;
	if (!store_path(path, sizeof path) || !make_folders(path))
		return NULL;
	int32_t offset = localtime_r(&now, &local) != NULL ? (int32_t)local.tm_gmtoff : 0;
	struct evloop_drill_store *store = evloop_drill_store_open(path, offset, &why);
	if (store == NULL)
		fprintf(stderr, "evloop drill: cannot open %s: %s\n", path, why);
	return store;
}

/* ----------------------------------------------------------------- checks */

static bool check(const struct drill_options *o)
{
	if (o->level < 0 || o->level > 6) {
		fprintf(stderr, "evloop drill: --level takes a number from 1 to 6\n");
		return false;
	}
	if (o->topic == NULL)
		return true;
	for (size_t i = 0; evloop_drill_topic_name(i) != NULL; i++)
		if (strcmp(evloop_drill_topic_name(i), o->topic) == 0)
			return true;
	fprintf(stderr, "evloop drill: there is no topic '%s'; there are:", o->topic);
	for (size_t i = 0; evloop_drill_topic_name(i) != NULL; i++)
		fprintf(stderr, " %s", evloop_drill_topic_name(i));
	fprintf(stderr, "\n");
	return false;
}

/* ------------------------------------------------------------------ verbs */

static int practise(const struct drill_options *o, struct evloop_drill *drill)
{
	struct drill_session session = { .options = o, .drill = drill, .total = (size_t)o->count };
	struct drill_ui ui;
	struct timespec now;
	const char *plain = getenv("EVLOOP_PLAIN");
	clock_gettime(CLOCK_REALTIME, &now);
	session.seed = o->seed != 0 ? (uint64_t)o->seed : (uint64_t)now.tv_sec * 1000003u ^ (uint64_t)now.tv_nsec ^ (uint64_t)getpid() << 40;
	if (o->from != NULL && !drill_samples_read(&session.samples, o->from))
		return EXIT_FAILED;
	session.store = open_store();
	session.blamed = calloc(evloop_drill_rule_count(), sizeof *session.blamed);
	session.seen = calloc(session.samples.count / 64 + evloop_drill_deck_count() / 64 + 2, sizeof *session.seen);
	int status = EXIT_FAILED;
	if (session.store != NULL && session.blamed != NULL && session.seen != NULL) {
		bool screen = !o->plain && (plain == NULL || plain[0] == '\0' || strcmp(plain, "0") == 0) && drill_screen_open(&ui, o->ascii || !output_unicode());
		if (!screen)
			ui = drill_plain_ui();
		status = drill_session_run(&session, &ui);
		if (screen)
			drill_screen_close();
	}
	free(session.blamed);
	free(session.seen);
	drill_samples_release(&session.samples);
	evloop_drill_store_close(session.store);
	return status;
}

static int print_questions(const struct drill_options *o, struct evloop_drill *drill)
{
	struct evloop_drill_wish wish = {
		.level = (int)o->level, .topic = o->topic, .host = o->host, .kind = drill_wished_kind(o), .rule = evloop_drill_rule_count() };
	int64_t count = o->count != 0 ? o->count : 10;
	for (int64_t i = 0; i < count && !ferror(stdout); i++) {
		wish.seed = (uint64_t)o->seed * 1000003u + (uint64_t)i;
		if (o->level == 0)
			wish.level = (int)(i % 6) + 1;
		const struct evloop_drill_question *q = evloop_drill_ask(drill, &wish);
		if (q == NULL) {
			fprintf(stderr, "evloop drill: no question fits the wish\n");
			return EXIT_FAILED;
		}
		drill_print_question(q);
	}
	return output_finish() ? EXIT_OK : EXIT_FAILED;
}

static int show(struct evloop_drill *drill, const char *id)
{
	const struct evloop_drill_question *q = evloop_drill_replay(drill, id);
	if (q == NULL) {
		fprintf(stderr, "evloop drill: there is no question '%s'\n", id);
		return EXIT_FAILED;
	}
	drill_show_question(q, true);
	return output_finish() ? EXIT_OK : EXIT_FAILED;
}

static int reset(const struct drill_options *o, struct evloop_drill_store *store)
{
	if (!o->yes) {
		char answer[16];
		fprintf(stderr, "This forgets all answers and cards. Type yes to go on: ");
		if (fgets(answer, sizeof answer, stdin) == NULL || strcmp(answer, "yes\n") != 0) {
			fprintf(stderr, "nothing was changed\n");
			return EXIT_FAILED;
		}
	}
	if (evloop_drill_store_clear(store))
		return EXIT_OK;
	fprintf(stderr, "evloop drill: the progress could not be changed\n");
	return EXIT_FAILED;
}

static int with_store(const struct drill_options *o, const char *verb, const char *operand)
{
	struct evloop_drill_store *store = open_store();
	if (store == NULL)
		return EXIT_FAILED;
	int status = strcmp(verb, "stats") == 0 ? drill_stats(store, o) :
		     strcmp(verb, "list") == 0 ? drill_list(store, o) :
		     strcmp(verb, "export") == 0 ? drill_export(store, o->format != NULL ? o->format : "json") :
		     strcmp(verb, "import") == 0 ? drill_import(store, operand) : reset(o, store);
	evloop_drill_store_close(store);
	return status;
}

int cmd_drill(int argc, char **argv)
{
	static const struct { const char *name; size_t operands; } verbs[] = {
		{ "stats", 0 }, { "list", 0 }, { "show", 1 }, { "questions", 0 }, { "export", 0 }, { "import", 1 }, { "reset", 0 } };
	struct drill_options options = { .new_a_day = 10, .answers_a_day = 50 };
	const char *operands[argc > 0 ? argc : 1];
	size_t count;
	enum parse_result parsed = options_parse(&help, argc, argv, &options, operands, &count);
	if (parsed != PARSE_OK)
		return parsed == PARSE_HELP ? EXIT_OK : EXIT_FAILED;
	if (!check(&options))
		return EXIT_FAILED;
	const char *verb = count > 0 ? operands[0] : NULL;
	bool known = verb == NULL;
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
		known = known || (strcmp(verbs[i].name, verb) == 0 && verbs[i].operands + 1 == count);
	struct stat facts;
	if (!known && count == 1 && options.from == NULL && stat(verb, &facts) == 0) { /* a document or folder: as --from */
		options.from = verb;
		verb = NULL;
		known = true;
	}
	if (!known) {
		fprintf(stderr, "evloop drill: '%s' is not understood here; see `evloop drill --help`\n", verb);
		return EXIT_FAILED;
	}
	bool asks = verb == NULL || strcmp(verb, "show") == 0 || strcmp(verb, "questions") == 0;
	if (!asks)
		return with_store(&options, verb, count > 1 ? operands[1] : NULL);
	struct evloop_drill *drill = evloop_drill_new();
	if (drill == NULL) {
		fprintf(stderr, "evloop: the system gives no memory\n");
		return EXIT_FAILED;
	}
	int status = verb == NULL ? practise(&options, drill) : verb[0] == 's' ? show(drill, operands[1]) : print_questions(&options, drill);
	evloop_drill_free(drill);
	return status;
}
