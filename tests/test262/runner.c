/* SPDX-License-Identifier: MIT */
/*
 * runner.c - runs the tests of a test262 checkout: the command line, the list of tests, the workers.
 *
 * The harness is read before the workers are forked, so that a worker costs
 * little and can be replaced: when a test brings it down, that test has crashed
 * and the next worker goes on behind it. Workers take tests from a shared counter and
 * put verdicts into shared memory. A test's time is the processor's, so that
 * a busy machine fails nothing.
 */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "suite.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

enum { MAX_WORKERS = 64, PATH_LENGTH = 4096, DEFAULT_TIMEOUT = SANITIZED ? 60 : 10 };
static const uint32_t no_test = UINT32_MAX;
static const size_t large_heap = (size_t)256 << 20; /* a worker that grew so is replaced by a small one */

/* What the processes share, beside the verdicts. */
struct shared {
	_Atomic uint32_t next;                 /* the next test to take */
	_Atomic uint32_t running[MAX_WORKERS]; /* which test each worker is at */
};

struct runner {
	struct suite suite;
	struct list skipped, known;
	struct worker worker;
	struct shared *shared;
	uint32_t jobs;
	long timeout;
	uint32_t capacity;
	struct {
		pid_t process;
		FILE *output; /* what it writes to stderr: a sanitizer's report */
	} workers[MAX_WORKERS];
};

/* ----------------------------------------------------------- list of tests */

static void add_test(struct runner *runner, const char *name)
{
	struct suite *suite = &runner->suite;
	if (suite->count == runner->capacity) {
		runner->capacity = runner->capacity != 0 ? runner->capacity * 2 : 1024;
		suite->names = realloc(suite->names, runner->capacity * sizeof *suite->names);
	}
	char *copy = malloc(strlen(name) + 1);
	if (suite->names == NULL || copy == NULL)
		abort();
	strcpy(copy, name);
	suite->names[suite->count++] = copy;
}

static bool is_test(const char *name)
{
	size_t length = strlen(name);
	return length > 3 && strcmp(name + length - 3, ".js") == 0 && strstr(name, "_FIXTURE") == NULL;
}

/* All tests at and below `name` (relative to test/). False: there is no such file. */
static bool walk(struct runner *runner, const char *name)
{
	char path[PATH_LENGTH], below[PATH_LENGTH];
	struct stat status;
	snprintf(path, sizeof path, "%s/test/%s", runner->suite.directory, name);
	if (stat(path, &status) != 0)
		return false;
	if (!S_ISDIR(status.st_mode)) {
		if (is_test(name))
			add_test(runner, name);
		return true;
	}
	DIR *directory = opendir(path);
	if (directory == NULL)
		return false;
	for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
		if (entry->d_name[0] == '.')
			continue;
		if ((size_t)snprintf(below, sizeof below, "%s%s%s", name, name[0] != '\0' ? "/" : "", entry->d_name) < sizeof below)
			walk(runner, below);
	}
	closedir(directory);
	return true;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* A folder or file as asked for: with or without the leading test/, without the last slash. */
static bool walk_prefix(struct runner *runner, const char *prefix)
{
	char name[PATH_LENGTH];
	if (strncmp(prefix, "test/", 5) == 0)
		prefix += 5;
	snprintf(name, sizeof name, "%s", prefix);
	size_t length = strlen(name);
	while (length != 0 && name[length - 1] == '/')
		name[--length] = '\0';
	return walk(runner, name);
}

static void sort_tests(struct suite *suite)
{
	if (suite->count == 0)
		return;
	qsort(suite->names, suite->count, sizeof *suite->names, compare_names);
	uint32_t kept = 1;
	for (uint32_t i = 1; i < suite->count; i++) {
		if (strcmp(suite->names[i], suite->names[kept - 1]) == 0)
			free(suite->names[i]);
		else
			suite->names[kept++] = suite->names[i];
	}
	suite->count = kept;
}

/* Folders on the list of skipped things end with a slash. */
static void skip_folders(const struct runner *runner)
{
	const struct suite *suite = &runner->suite;
	for (size_t i = 0; i < runner->skipped.count; i++) {
		const struct entry *entry = &runner->skipped.entries[i];
		size_t length = strlen(entry->name);
		if (length == 0 || entry->name[length - 1] != '/')
			continue;
		for (uint32_t k = 0; k < suite->count; k++)
			if (strncmp(suite->names[k], entry->name, length) == 0)
				verdict_set(&suite->verdicts[k], VERDICT_SKIP, "%s", entry->name);
	}
}

/* ----------------------------------------------------------------- workers */

/* Processor time for the next test; SIGPROF ends the process when it is used up. */
static void arm(long seconds)
{
	struct itimerval timer = { .it_value = { .tv_sec = seconds } };
	setitimer(ITIMER_PROF, &timer, NULL);
}

static void work(struct runner *runner, uint32_t slot)
{
	const struct suite *suite = &runner->suite;
	struct shared *shared = runner->shared;
	struct worker *worker = &runner->worker;
	for (;;) {
		uint32_t test = atomic_fetch_add(&shared->next, 1);
		if (test >= suite->count)
			return;
		if (suite->verdicts[test].state == VERDICT_SKIP)
			continue;
		atomic_store(&shared->running[slot], test);
		arm(runner->timeout);
		worker_run_test(worker, test);
		atomic_store(&shared->running[slot], no_test);
		if (worker->run.realm != NULL && evl_arena_used(&worker->run.realm->heap.arena) > large_heap)
			return;
	}
}

static void release(struct runner *runner)
{
	worker_release(&runner->worker);
	list_release(&runner->skipped);
	list_release(&runner->known);
	for (uint32_t i = 0; i < runner->suite.count; i++)
		free(runner->suite.names[i]);
	free(runner->suite.names);
}

static void start(struct runner *runner, uint32_t slot)
{
	if (runner->workers[slot].output == NULL)
		runner->workers[slot].output = tmpfile();
	FILE *output = runner->workers[slot].output;
	if (output == NULL) {
		perror("test262: a temporary file");
		exit(2);
	}
	rewind(output);
	if (ftruncate(fileno(output), 0) != 0) {
		perror("test262: a temporary file");
		exit(2);
	}
	atomic_store(&runner->shared->running[slot], no_test);
	fflush(NULL);
	pid_t process = fork();
	if (process == -1) {
		perror("test262: fork");
		exit(2);
	}
	if (process == 0) {
		dup2(fileno(output), STDERR_FILENO);
		work(runner, slot);
		arm(0);
		release(runner); /* so that what is left is a leak */
		exit(0);
	}
	runner->workers[slot].process = process;
}

/* The line of a sanitizer's report that says most; false: there is none. */
static bool sanitizer_line(FILE *output, char *line, size_t size)
{
	char read[1024];
	bool found = false;
	rewind(output);
	while (fgets(read, sizeof read, output) != NULL) {
		bool summary = strncmp(read, "SUMMARY: ", 9) == 0;
		if (!summary && (found || (strstr(read, "runtime error:") == NULL && strstr(read, "Sanitizer") == NULL)))
			continue;
		found = true;
		snprintf(line, size, "%.*s", REASON_LENGTH - 1, summary ? read + 9 : read);
		if (summary)
			break;
	}
	return found;
}

/* A worker ended. What it was at has crashed, unless it ended by itself. */
static void ended(struct runner *runner, uint32_t slot, int status)
{
	uint32_t test = atomic_load(&runner->shared->running[slot]);
	char line[REASON_LENGTH];
	bool report = sanitizer_line(runner->workers[slot].output, line, sizeof line);
	runner->workers[slot].process = 0;
	if (test == no_test) {
		if (report)
			printf("a worker: %s", line);
		return;
	}
	struct verdict *verdict = &runner->suite.verdicts[test];
	if (report)
		verdict_set(verdict, VERDICT_CRASH, "%s", line);
	else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF)
		verdict_set(verdict, VERDICT_FAIL, "took more than %ld s", runner->timeout);
	else if (WIFSIGNALED(status))
		verdict_set(verdict, VERDICT_CRASH, "ended by signal %d", WTERMSIG(status));
	else
		verdict_set(verdict, VERDICT_CRASH, "ended with status %d", WEXITSTATUS(status));
}

static void run_all(struct runner *runner)
{
	uint32_t alive = 0;
	for (uint32_t i = 0; i < runner->jobs; i++, alive++)
		start(runner, i);
	while (alive != 0) {
		int status;
		pid_t process = waitpid(-1, &status, 0);
		if (process == -1 && errno == EINTR)
			continue;
		if (process == -1) {
			perror("test262: waitpid");
			exit(2);
		}
		for (uint32_t i = 0; i < runner->jobs; i++) {
			if (runner->workers[i].process != process)
				continue;
			ended(runner, i, status);
			if (atomic_load(&runner->shared->next) < runner->suite.count)
				start(runner, i);
			else
				alive--;
		}
	}
}

/* ------------------------------------------------------------ command line */

static const char usage[] =
	"usage: tests/test262/run [options] DIR [PATH-PREFIX...]\n"
	"Run the tests of the test262 checkout DIR, or those at and below the given paths (built-ins/Promise).\n"
	"  --failures FILE  write the failing tests there, one \"name: reason\" a line\n"
	"  --ran FILE       write the names of the tests there that were not skipped, one a line\n"
	"  --verbose        name the failing tests\n"
	"  --jobs N         worker processes (default: one a processor)\n"
	"  --timeout N      seconds of processor time for one test\n"
	"  --lists DIR      where known_failures.txt and skipped_features.txt are\n";

static void *share(size_t size)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED) {
		perror("test262: shared memory");
		exit(2);
	}
	return memory;
}

static void read_list(struct list *list, const char *folder, const char *name)
{
	char path[PATH_LENGTH];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	if (list_read(list, path))
		return;
	fprintf(stderr, "test262: %s cannot be read\n", path);
	exit(2);
}

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	static struct runner runner;
	struct summary_options summary = { .whole = true };
	const char *lists = ".";
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	double started = now();
	bool found = true;
	runner.jobs = processors > 0 ? (uint32_t)processors : 1;
	runner.timeout = DEFAULT_TIMEOUT;
	for (int i = 1; i < argc; i++) {
		const char *argument = argv[i], *value = i + 1 < argc ? argv[i + 1] : NULL;
		if (strcmp(argument, "--verbose") == 0) {
			summary.verbose = true;
		} else if (argument[0] != '-' || argument[1] == '\0') {
			if (runner.suite.directory == NULL) {
				runner.suite.directory = argument;
				continue;
			}
			summary.whole = false;
			if (!walk_prefix(&runner, argument)) {
				fprintf(stderr, "test262: there is no %s/test/%s\n", runner.suite.directory, argument);
				found = false;
			}
		} else if (value == NULL) {
			fputs(usage, strcmp(argument, "--help") == 0 ? stdout : stderr);
			return strcmp(argument, "--help") == 0 ? 0 : 2;
		} else if (strcmp(argument, "--failures") == 0) {
			summary.failures = argv[++i];
		} else if (strcmp(argument, "--ran") == 0) {
			summary.ran = argv[++i];
		} else if (strcmp(argument, "--lists") == 0) {
			lists = argv[++i];
		} else if (strcmp(argument, "--jobs") == 0) {
			runner.jobs = (uint32_t)strtoul(argv[++i], NULL, 10);
		} else if (strcmp(argument, "--timeout") == 0) {
			runner.timeout = strtol(argv[++i], NULL, 10);
		} else {
			fputs(usage, stderr);
			return 2;
		}
	}
	if (runner.suite.directory == NULL || runner.jobs == 0 || runner.jobs > MAX_WORKERS || runner.timeout <= 0) {
		fputs(usage, stderr);
		return 2;
	}
	if (summary.whole && !walk(&runner, ""))
		found = false;
	if (!found)
		return 2;
	sort_tests(&runner.suite);
	read_list(&runner.skipped, lists, "skipped_features.txt");
	read_list(&runner.known, lists, "known_failures.txt");
	if (!worker_init(&runner.worker, &runner.suite, &runner.skipped))
		return 2;
	runner.suite.verdicts = share((runner.suite.count + (size_t)1) * sizeof *runner.suite.verdicts);
	runner.shared = share(sizeof *runner.shared);
	skip_folders(&runner);
	run_all(&runner);
	summary.seconds = now() - started;
	bool good = summary_print(&runner.suite, &runner.known, &summary);
	release(&runner);
	return good ? 0 : 1;
}
