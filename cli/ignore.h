/*
 * ignore.h - ignore files as git reads them (gitignore(5)): .gitignore and .evloopignore of a folder and of those above.
 *
 * Rules of nearer folders win over those of folders above; in one folder the last rule that matches wins, and
 * .evloopignore counts as standing behind .gitignore.
 */
#ifndef EVLOOP_CLI_IGNORE_H
#define EVLOOP_CLI_IGNORE_H

#include <stdbool.h>
#include <stddef.h>

struct ignore_rules;

/*
 * The rules of `folder` (an absolute path), above them those of `parent` (NULL: none), which must stay. Without ignore
 * files this is `parent` itself, and *owned is false. NULL: no rules, or no memory (then nothing is ignored).
 */
struct ignore_rules *ignore_read(const char *folder, struct ignore_rules *parent, bool *owned);
/* Release rules that ignore_read said are owned; not their parents. */
void ignore_release(struct ignore_rules *rules);

/* Add one file's lines, for tests and for other sources of rules. */
struct ignore_rules *ignore_from_text(const char *folder, const char *text, size_t length, struct ignore_rules *parent);

/* Is `path` (absolute, below the rules' folders) to be passed over? */
bool ignore_matches(const struct ignore_rules *rules, const char *path, bool is_folder);

#endif
