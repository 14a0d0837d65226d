/*
 * measure.c - run several commands in turn, many rounds, and print what each run cost.
 *
 *     bench_measure ROUNDS command args... -- command args... -- ...
 *
 * A line on standard output for each run: the command's number, user and system time and wall time in microseconds,
 * exit status. The commands take turns (A B C A B C), so that a slow minute of the machine slows all of them alike;
 * their own output is thrown away.
 */
#define _DEFAULT_SOURCE /* wait4 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long wall_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

static long long microseconds(struct timeval time)
{
	return time.tv_sec * 1000000LL + time.tv_usec;
}

static int run_once(int number, char **command)
{
	long long started = wall_now();
	pid_t child = fork();
	if (child < 0)
		return 0;
	if (child == 0) {
		int sink = open("/dev/null", O_RDWR);
		dup2(sink, 0);
		dup2(sink, 1);
		dup2(sink, 2);
		execvp(command[0], command);
		_exit(127);
	}
	int status = 0;
	struct rusage usage;
	if (wait4(child, &status, 0, &usage) < 0)
		return 0;
	printf("%d %lld %lld %d\n", number, microseconds(usage.ru_utime) + microseconds(usage.ru_stime),
		wall_now() - started, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	fflush(stdout);
	return 1;
}

int main(int argc, char **argv)
{
	char **commands[16];
	int count = 0;
	if (argc < 3)
		return 2;
	int rounds = atoi(argv[1]);
	commands[count++] = &argv[2];
	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], "--") != 0)
			continue;
		argv[i] = NULL;
		if (count == 16 || i + 1 == argc)
			return 2;
		commands[count++] = &argv[i + 1];
	}
	for (int round = 0; round < rounds; round++)
		for (int number = 0; number < count; number++)
			if (!run_once(number, commands[number]))
				return 1;
	return 0;
}
